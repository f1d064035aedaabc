// A model span is answered by the tool span after it, whatever that is. So each step is written as
// one of three: a tool span, a model span that a tool span closes, or a model span alone where
// nothing would close it by mistake.
#include <wmh/trace_source.hpp>

#include "util/json_writer.hpp"

#include <algorithm>
#include <ostream>

WMH_BEGIN_NAMESPACE
namespace {

/// One span as a line of JSON.
class SpanLine {
 public:
  SpanLine(std::string_view operation, std::string_view tool) : name_(operation) {
    if (!tool.empty()) name_.append(" ").append(tool);
    attribute("gen_ai.operation.name", operation);
  }

  void set_id(std::string_view id) { id_ = id; }
  void set_error() { error_ = true; }

  void attribute(std::string_view key, std::string_view value) {
    if (!attributes_.empty()) attributes_ += ',';
    attributes_ += R"({"key":)";
    detail::append_json_string(attributes_, key, false);
    attributes_ += R"(,"value":{"stringValue":)";
    detail::append_json_string(attributes_, value, false);
    attributes_ += "}}";
  }

  void attribute(std::string_view key, const json::object& value) {
    if (value.empty()) return;
    std::string text;
    detail::append_json(text, value, {});
    attribute(key, std::string_view(text));
  }

  void write(std::ostream& out, std::string_view trace_id, std::size_t start) const {
    std::string line = R"({"traceId":)";
    detail::append_json_string(line, trace_id, false);
    line += R"(,"spanId":)";
    detail::append_json_string(line, id_, false);
    line += R"(,"name":)";
    detail::append_json_string(line, name_, false);
    line.append(R"(,"startTimeUnixNano":")").append(std::to_string(start));
    line.append(R"(","endTimeUnixNano":")").append(std::to_string(start + 1));
    line.append(R"(","status":{"code":)").append(error_ ? "2" : "1");
    out << line << R"(},"attributes":[)" << attributes_ << "]}\n";
  }

 private:
  std::string name_;
  std::string_view id_{};
  bool error_ = false;
  std::string attributes_{};
};

/// A call that recorded two spans, the model's and the tool's. The model's needs a tool name.
bool is_pair(const Step& step) {
  return step.raw_span_ids.size() > 1 && !step.action.name().empty();
}

bool begins_with_tool(const Step& step) {
  return step.action.kind() == ActionKind::tool_call && !is_pair(step);
}

class Writer {
 public:
  Writer(std::ostream& out, const Trace& trace) : out_(out), trace_(trace) {
    for (auto step = trace.steps.rbegin(); step != trace.steps.rend(); ++step)
      if (step->task) task_ = &*step->task;
  }

  void write() {
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      const Step& step = trace_.steps[i];
      const bool last = i + 1 == trace_.steps.size();
      if (begins_with_tool(step))
        write_tool(step);
      else
        write_model(step, !last && begins_with_tool(trace_.steps[i + 1]));
    }
  }

 private:
  void write_tool(const Step& step) {
    SpanLine span("execute_tool", step.action.name());
    if (!step.raw_span_ids.empty()) span.set_id(step.raw_span_ids.front());
    add_action(span, step);
    add_observation(span, step.observation);
    write(span, true);
  }

  void write_model(const Step& step, bool tool_follows) {
    const Observation& observation = step.observation;
    const bool bears_task =
        step.action.kind() == ActionKind::tool_call || step.action.optional_content().has_value();
    const bool closed = tool_follows || step.raw_span_ids.size() > 1 || observation.is_error ||
                        !observation.content.empty() || (task_ && !bears_task);
    SpanLine model("chat", "");
    if (!step.raw_span_ids.empty()) model.set_id(step.raw_span_ids.front());
    add_action(model, step);
    write(model, bears_task);
    if (!closed) return;
    SpanLine tool("execute_tool", step.action.name());
    if (step.raw_span_ids.size() > 1) tool.set_id(step.raw_span_ids[1]);
    add_observation(tool, observation);
    write(tool, true);
  }

  static void add_action(SpanLine& span, const Step& step) {
    const Action& action = step.action;
    if (action.optional_name()) span.attribute("gen_ai.tool.name", action.name());
    span.attribute("gen_ai.tool.call.arguments", action.arguments());
    if (action.optional_content()) span.attribute("gen_ai.completion", action.content());
    span.attribute("wmh.state.structured", step.state_before.structured);
    if (!step.state_before.scratchpad.empty())
      span.attribute("wmh.state.scratchpad", std::string_view(step.state_before.scratchpad));
  }

  static void add_observation(SpanLine& span, const Observation& observation) {
    if (observation.is_error) span.set_error();
    if (!observation.content.empty())
      span.attribute("gen_ai.tool.message", std::string_view(observation.content));
  }

  /// A model span without content must not bear the task, which would become its content.
  void write(SpanLine& span, bool bears_task) {
    if (start_ == 0) span.attribute("wmh.trace.metadata", trace_.metadata);
    if (task_ && bears_task)
      span.attribute("gen_ai.prompt", std::string_view(*std::exchange(task_, nullptr)));
    span.write(out_, trace_.trace_id, start_);
    start_ += 2;
  }

  std::ostream& out_;
  const Trace& trace_;
  const std::string* task_ = nullptr;  ///< Until it is written.
  std::size_t start_ = 0;
};

}  // namespace

void write_otel_genai(std::ostream& out, const Trace& trace) {
  Writer(out, trace).write();
}

WMH_END_NAMESPACE
