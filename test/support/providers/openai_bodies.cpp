// The bodies of Chat Completions, Responses and Embeddings, of OpenAI and of Azure.
#include "support/providers/bodies.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::testing {
namespace {

bool is_name(std::string_view text) {
  return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-';
         });
}

std::string read_effort(Fields& owner, std::string_view name) {
  return owner.word(name, {"none", "minimal", "low", "medium", "high", "xhigh", "max"});
}

void read_named_schema(Asked& asked, Fields& format) {
  if (!is_name(format.text("name"))) format.note("name", "is no name");
  const bool strict = format.truth("strict");
  if (strict) {
    read_schema(asked, format, true);
    return;
  }
  const json::value* schema = format.any("schema");
  if (schema != nullptr && schema->is_object()) asked.schema = schema->get_object();
  if (!asked.schema) format.note("schema", "is no object");
}

/// The API refuses to write JSON that nobody has spoken of.
void read_json_object(Asked& asked, Fields& format) {
  std::string all = asked.system;
  for (const Message& each : asked.messages)
    all += each.content;
  if (all.find("JSON") == std::string::npos) format.note("type", "wants JSON, but no text says so");
}

void read_response_format(Asked& asked, Fields& body) {
  Fields format = body.object("response_format");
  if (format.word("type", {"json_schema", "json_object"}) == "json_schema") {
    Fields named = format.object("json_schema");
    read_named_schema(asked, named);
    named.end();
  } else {
    read_json_object(asked, format);
  }
  format.end();
}

void read_text_format(Asked& asked, Fields& body) {
  Fields text = body.object("text");
  Fields format = text.object("format");
  if (format.word("type", {"json_schema", "json_object"}) == "json_schema")
    read_named_schema(asked, format);
  else
    read_json_object(asked, format);
  format.end();
  text.end();
}

/// The system's text may stand first among the turns.
void read_chat_turns(Asked& asked, Fields& body) {
  Problem problem;
  std::size_t place = 0;
  for (const json::value& each : body.list("messages")) {
    Fields turn(&each, fmt::format("[{}]", place), problem);
    const auto role = turn.word("role", {"system", "user", "assistant"});
    const auto text = turn.text("content");
    turn.end();
    if (role == "system" && place > 0) turn.note("role", "is system, and not the first");
    ++place;
    if (role == "system")
      asked.system = text;
    else
      asked.messages.push_back({role == "user" ? Role::user : Role::assistant, text});
  }
  if (problem.found()) body.note("messages", problem.text());
  check_turns(asked, body, "messages");
}

}  // namespace

void read_chat(Asked& asked, Fields& body) {
  if (asked.model.empty()) asked.model = body.text("model");
  read_chat_turns(asked, body);
  const bool old_name = body.has("max_tokens");
  if (old_name && body.has("max_completion_tokens"))
    body.note("max_tokens", "and max_completion_tokens are both there");
  asked.max_tokens =
      body.integer(old_name ? "max_tokens" : "max_completion_tokens", 1, most_tokens);
  if (body.has("temperature")) asked.temperature = body.number("temperature", 0, 2);
  if (body.has("seed")) asked.seed = body.integer("seed", INT64_MIN, INT64_MAX);
  if (body.has("reasoning_effort")) asked.effort = read_effort(body, "reasoning_effort");
  if (body.has("response_format")) read_response_format(asked, body);
}

void read_responses(Asked& asked, Fields& body) {
  constexpr std::int64_t least_tokens = 16;
  asked.model = body.text("model");
  if (body.has("instructions")) asked.system = body.text("instructions");
  read_turns(asked, body, "input");
  asked.max_tokens = body.integer("max_output_tokens", least_tokens, most_tokens);
  if (body.has("temperature")) asked.temperature = body.number("temperature", 0, 2);
  if (body.has("reasoning")) {
    Fields reasoning = body.object("reasoning");
    asked.effort = read_effort(reasoning, "effort");
    reasoning.end();
  }
  if (body.has("text")) read_text_format(asked, body);
  if (body.truth("store")) body.note("store", "is true: the answer would be kept");
}

void read_embeddings(Asked& asked, Fields& body) {
  constexpr std::size_t most_texts = 2048;
  constexpr std::int64_t most_dimensions = 3072;
  if (asked.model.empty()) asked.model = body.text("model");
  for (const json::value& each : body.list("input")) {
    if (!each.is_string() || each.get_string().empty()) body.note("input", "holds no text");
    asked.texts.emplace_back(each.is_string() ? std::string_view(each.get_string()) : "");
  }
  if (asked.texts.size() > most_texts) body.note("input", "is longer than 2048");
  if (body.has("dimensions"))
    asked.dim = static_cast<std::size_t>(body.integer("dimensions", 1, most_dimensions));
  if (body.has("encoding_format"))
    asked.base64 = body.word("encoding_format", {"float", "base64"}) == "base64";
}

}  // namespace wmh::testing
