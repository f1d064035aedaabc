#include "ingest/otel_genai.hpp"

#include "ingest/any_value.hpp"
#include "ingest/json_reader.hpp"
#include "util/json_writer.hpp"

#include <algorithm>
#include <array>
#include <limits>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace dom = simdjson::dom;

namespace {

/// The attributes that matter. Where a thing goes by several names, the first present one counts.
enum Name : std::size_t {
  operation,
  request_model,
  prompt,
  tool_name,
  structured,
  scratchpad,
  metadata,
  tool_definitions,
  tool_description,
  first_arguments,
  last_arguments = first_arguments + 3,
  first_output,
  completion = first_output + 4,
  last_output,
  name_count
};
constexpr std::array<std::string_view, name_count> names = {
    "gen_ai.operation.name",       // operation
    "gen_ai.request.model",        // request_model
    "gen_ai.prompt",               // prompt
    "gen_ai.tool.name",            // tool_name
    "wmh.state.structured",        // structured
    "wmh.state.scratchpad",        // scratchpad
    "wmh.trace.metadata",          // metadata
    "gen_ai.tool.definitions",     // tool_definitions
    "gen_ai.tool.description",     // tool_description
    "gen_ai.tool.call.arguments",  // first_arguments
    "gen_ai.tool.arguments",
    "gen_ai.tool.input",
    "gen_ai.request.arguments",  // last_arguments
    "gen_ai.tool.message",       // first_output
    "gen_ai.tool.output",
    "gen_ai.tool.call.result",
    "gen_ai.tool.result",
    "gen_ai.completion",  // completion
    "output",             // last_output
};

using Text = std::optional<std::string_view>;

Text string_of(dom::element element) {
  std::string_view text;
  if (element.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  return text;
}

/// The text of an AnyValue that holds one, without building anything.
Text plain_text(dom::element any) {
  dom::object object;
  if (any.get_object().get(object) != simdjson::SUCCESS) return string_of(any);
  Text found;
  for (const auto& [key, value] : object)
    if (key == "stringValue") found = string_of(value);
  return found;
}

class Attributes {
 public:
  Attributes(std::optional<dom::element> list, BuiltTexts& built) : built_(built) {
    dom::array entries;
    if (!list || list->get_array().get(entries) != simdjson::SUCCESS) return;
    for (const dom::element entry : entries) {
      dom::object pair;
      if (entry.get_object().get(pair) == simdjson::SUCCESS) add(pair);
    }
  }

  bool has(Name name) const noexcept { return values_[name].has_value(); }

  /// Strings as they are, other values as Python writes their JSON; a null counts as absent.
  Text text(Name name) const {
    if (!values_[name]) return std::nullopt;
    if (const Text plain = plain_text(*values_[name])) return plain;
    const json::value value = from_any_value(to_json_value(*values_[name], 1024).value());
    if (value.is_null()) return std::nullopt;
    std::string& text = built_.emplace_back();
    append_json(text, value, {.sort_keys = true, .spaced = true});
    return text;
  }

  Text first_text(Name from, Name to) const {
    Text found;
    for (std::size_t name = from; name <= to && !found; ++name)
      found = text(Name(name));
    return found;
  }

 private:
  void add(dom::object pair) {
    Text key;
    std::optional<dom::element> value;
    for (const auto& [name, member] : pair) {
      if (name == "key") key = string_of(member);
      if (name == "value") value = member;
    }
    if (!key) return;
    const auto known = std::find(names.begin(), names.end(), *key);
    if (known != names.end()) values_[static_cast<std::size_t>(known - names.begin())] = value;
  }

  std::array<std::optional<dom::element>, name_count> values_{};
  BuiltTexts& built_;
};

struct Members {
  Text trace_id{};
  Text span_id{};
  Text name{};
  std::optional<dom::element> start{};
  std::optional<dom::element> status{};
  std::optional<dom::element> attributes{};
};

Members members_of(dom::object span) {
  Members members;
  for (const auto& [key, value] : span) {
    if (key == "traceId")
      members.trace_id = string_of(value);
    else if (key == "spanId")
      members.span_id = string_of(value);
    else if (key == "name")
      members.name = string_of(value);
    else if (key == "startTimeUnixNano")
      members.start = value;
    else if (key == "status")
      members.status = value;
    else if (key == "attributes")
      members.attributes = value;
  }
  return members;
}

std::int64_t nanoseconds(std::optional<dom::element> element) {
  if (!element) return 0;
  const Text text = string_of(*element);
  const json::value number =
      text ? to_integer(*text) : to_integer(to_json_value(*element).value_or(nullptr));
  if (const auto* exact = number.if_int64()) return *exact;
  const bool before = number.is_double() && number.get_double() < 0;
  using Limits = std::numeric_limits<std::int64_t>;
  return before ? Limits::min() : Limits::max();
}

bool is_error(std::optional<dom::element> status) {
  dom::object object;
  if (!status || status->get_object().get(object) != simdjson::SUCCESS) return false;
  bool error = false;
  for (const auto& [key, value] : object) {
    if (key != "code") continue;
    double number = 0;
    error = value.get_double().get(number) == simdjson::SUCCESS
                ? number == 2
                : string_of(value) == "STATUS_CODE_ERROR";
  }
  return error;
}

SpanRole role_of(std::string_view span_name, const Attributes& attributes) {
  const std::string_view name = attributes.text(operation).value_or("");
  if (name == "execute_tool" || span_name.starts_with("execute_tool")) return SpanRole::tool;
  for (const std::string_view model :
       {"chat", "text_completion", "invoke_agent", "generate_content"})
    if (name == model) return SpanRole::model;
  const bool model =
      attributes.has(request_model) || attributes.has(completion) || attributes.has(prompt);
  return model ? SpanRole::model : SpanRole::other;
}

void add_action(const Attributes& attributes, SpanRecord& record) {
  record.tool_name = attributes.text(tool_name);
  if (record.role == SpanRole::tool) {
    record.text = attributes.first_text(first_output, last_output);
  } else if (record.tool_name.value_or("").empty()) {
    record.tool_name.reset();
    record.text = attributes.text(completion);
    if (!record.text) record.text = record.prompt;
    return;
  }
  record.arguments = attributes.first_text(first_arguments, last_arguments);
}

}  // namespace

bool map_otel_genai(dom::object span, BuiltTexts& built, SpanRecord& record) {
  const Members members = members_of(span);
  if (members.trace_id.value_or("").empty()) return false;
  const Attributes attributes(members.attributes, built);
  record.trace_id = *members.trace_id;
  record.span_id = members.span_id.value_or("");
  record.start = nanoseconds(members.start);
  record.role = role_of(members.name.value_or(""), attributes);
  record.is_error = is_error(members.status);
  record.kind = attributes.text(operation).value_or("");
  if (record.kind.empty()) record.kind = members.name.value_or("");
  record.prompt = attributes.text(prompt);
  record.metadata = attributes.text(metadata);
  if (record.role == SpanRole::other) return true;
  add_action(attributes, record);
  record.structured = attributes.text(structured);
  record.scratchpad = attributes.text(scratchpad);
  record.tool_definitions = attributes.text(tool_definitions);
  record.tool_description = attributes.text(tool_description);
  return true;
}

}  // namespace detail
WMH_END_NAMESPACE
