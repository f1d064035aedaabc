// The bodies of Bedrock's Converse, and of InvokeModel for the embeddings of Titan and Cohere.
#include <wmh/json.hpp>

#include "support/providers/bodies.hpp"

#include <fmt/format.h>

namespace wmh::testing {
namespace {

/// The text of blocks; a mark for the cache may follow one.
std::string read_blocks(Fields& owner, std::string_view name, bool with_marks) {
  Problem problem;
  std::string text;
  for (const json::value& each : owner.list(name)) {
    Fields block(&each, "[]", problem);
    if (with_marks && block.has("cachePoint")) {
      Fields mark = block.object("cachePoint");
      mark.word("type", {"default"});
      if (mark.has("ttl")) mark.word("ttl", {"5m", "1h"});
      mark.end();
    } else {
      text += block.text("text");
    }
    block.end();
  }
  if (problem.found()) owner.note(name, problem.text());
  return text;
}

void read_converse_turns(Asked& asked, Fields& body) {
  Problem problem;
  for (const json::value& each : body.list("messages")) {
    Fields turn(&each, fmt::format("[{}]", asked.messages.size()), problem);
    const auto role = turn.word("role", {"user", "assistant"});
    asked.messages.push_back(
        {role == "user" ? Role::user : Role::assistant, read_blocks(turn, "content", false)});
    turn.end();
  }
  if (problem.found()) body.note("messages", problem.text());
  check_turns(asked, body, "messages");
}

/// Here a schema is a text that holds JSON.
void read_text_format(Asked& asked, Fields& config) {
  Fields format = config.object("textFormat");
  format.word("type", {"json_schema"});
  Fields structure = format.object("structure");
  Fields named = structure.object("jsonSchema");
  named.text("name");
  const auto schema = parse_json(named.text("schema"));
  if (schema && schema->is_object())
    asked.schema = schema->get_object();
  else
    named.note("schema", "holds no JSON object");
  named.end();
  structure.end();
  format.end();
}

void check_word(Fields& body, std::string_view name, std::string_view wanted) {
  const json::array& words = body.list(name);
  if (words.size() != 1 || words.front() != json::value(wanted))
    body.note(name, fmt::format("is not [\"{}\"]", wanted));
}

}  // namespace

void read_converse(Asked& asked, Fields& body) {
  read_converse_turns(asked, body);
  if (body.has("system")) asked.system = read_blocks(body, "system", true);
  Fields inference = body.object("inferenceConfig");
  asked.max_tokens = inference.integer("maxTokens", 1, most_tokens);
  if (inference.has("temperature")) asked.temperature = inference.number("temperature", 0, 1);
  inference.end();
  if (!body.has("outputConfig")) return;
  Fields config = body.object("outputConfig");
  if (config.has("effort"))
    asked.effort = config.word("effort", {"low", "medium", "high", "xhigh", "max"});
  if (config.has("textFormat")) read_text_format(asked, config);
  config.end();
}

void read_titan(Asked& asked, Fields& body) {
  asked.texts.push_back(body.text("inputText"));
  if (asked.model.find("embed-text-v1") != std::string::npos) return;
  if (body.has("dimensions")) {
    asked.dim = static_cast<std::size_t>(body.integer("dimensions", 256, 1024));
    if (asked.dim != 256 && asked.dim != 512 && asked.dim != 1024)
      body.note("dimensions", "is none of 256, 512, 1024");
  }
  if (body.has("normalize")) body.truth("normalize");
  if (body.has("embeddingTypes")) check_word(body, "embeddingTypes", "float");
}

void read_cohere(Asked& asked, Fields& body) {
  constexpr std::size_t most_texts = 96;
  for (const json::value& each : body.list("texts")) {
    if (!each.is_string() || each.get_string().empty()) body.note("texts", "holds no text");
    asked.texts.emplace_back(each.is_string() ? std::string_view(each.get_string()) : "");
  }
  if (asked.texts.size() > most_texts) body.note("texts", "is longer than 96");
  body.word("input_type", {"search_document", "search_query", "classification", "clustering"});
  if (body.has("truncate")) body.word("truncate", {"NONE", "START", "END"});
  asked.by_type = body.has("embedding_types");
  if (asked.by_type) check_word(body, "embedding_types", "float");
  const bool sized = asked.model.find("embed-v4") != std::string::npos;
  if (!sized || !body.has("output_dimension")) return;
  asked.dim = static_cast<std::size_t>(body.integer("output_dimension", 256, 1536));
}

}  // namespace wmh::testing
