#include "ingest/span_line.hpp"

#include "util/json_writer.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

SpanLine::SpanLine(std::string_view operation, std::string_view tool) : name_(operation) {
  if (!tool.empty()) name_.append(" ").append(tool);
  attribute("gen_ai.operation.name", operation);
}

void SpanLine::begin_attribute(std::string_view key) {
  if (!attributes_.empty()) attributes_ += ',';
  attributes_ += R"({"key":)";
  append_json_string(attributes_, key, false);
}

void SpanLine::attribute(std::string_view key, std::string_view value) {
  begin_attribute(key);
  attributes_ += R"(,"value":{"stringValue":)";
  append_json_string(attributes_, value, false);
  attributes_ += "}}";
}

void SpanLine::attribute(std::string_view key, const json::object& value) {
  if (value.empty()) return;
  std::string text;
  append_json(text, value, {});
  attribute(key, std::string_view(text));
}

void SpanLine::attribute(std::string_view key, double value) {
  begin_attribute(key);
  attributes_ += R"(,"value":{"doubleValue":)";
  append_double(attributes_, value);
  attributes_ += "}}";
}

void SpanLine::add_action(const Step& step) {
  const Action& action = step.action;
  if (action.optional_name()) attribute("gen_ai.tool.name", action.name());
  attribute("gen_ai.tool.call.arguments", action.arguments());
  if (action.optional_content()) attribute("gen_ai.completion", action.content());
  attribute("wmh.state.structured", step.state_before.structured);
  if (!step.state_before.scratchpad.empty())
    attribute("wmh.state.scratchpad", std::string_view(step.state_before.scratchpad));
}

void SpanLine::add_observation(const Observation& observation) {
  if (observation.is_error) set_error();
  if (!observation.content.empty())
    attribute("gen_ai.tool.message", std::string_view(observation.content));
}

void SpanLine::append_to(std::string& out, std::string_view trace_id, std::string_view span_id,
                         std::int64_t start, std::int64_t end) const {
  out += R"({"traceId":)";
  append_json_string(out, trace_id, false);
  out += R"(,"spanId":)";
  append_json_string(out, span_id, false);
  out += R"(,"name":)";
  append_json_string(out, name_, false);
  out.append(R"(,"startTimeUnixNano":")").append(std::to_string(start));
  out.append(R"(","endTimeUnixNano":")").append(std::to_string(end));
  out.append(R"(","status":{"code":)").append(error_ ? "2" : "1");
  out.append(R"(},"attributes":[)").append(attributes_).append("]}");
}

}  // namespace detail
WMH_END_NAMESPACE
