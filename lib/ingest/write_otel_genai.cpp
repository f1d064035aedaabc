// A model span is answered by the tool span after it, whatever that is. So each step is written as
// one of three: a tool span, a model span that a tool span closes, or a model span alone where
// nothing would close it by mistake.
#include <wmh/trace_source.hpp>

#include "ingest/span_line.hpp"

#include <ostream>
#include <utility>

WMH_BEGIN_NAMESPACE
namespace {

using detail::SpanLine;

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
  static std::string_view span_id(const Step& step, std::size_t at) {
    return at < step.raw_span_ids.size() ? std::string_view(step.raw_span_ids[at]) : "";
  }

  void write_tool(const Step& step) {
    SpanLine span("execute_tool", step.action.name());
    span.add_action(step);
    span.add_observation(step.observation);
    write(span, span_id(step, 0), true);
  }

  void write_model(const Step& step, bool tool_follows) {
    const Observation& observation = step.observation;
    const bool bears_task =
        step.action.kind() == ActionKind::tool_call || step.action.optional_content().has_value();
    const bool closed = tool_follows || step.raw_span_ids.size() > 1 || observation.is_error ||
                        !observation.content.empty() || (task_ && !bears_task);
    SpanLine model("chat", "");
    model.add_action(step);
    write(model, span_id(step, 0), bears_task);
    if (!closed) return;
    SpanLine tool("execute_tool", step.action.name());
    tool.add_observation(observation);
    write(tool, span_id(step, 1), true);
  }

  /// A model span without content must not bear the task, which would become its content.
  void write(SpanLine& span, std::string_view id, bool bears_task) {
    if (start_ == 0) span.attribute("wmh.trace.metadata", trace_.metadata);
    if (task_ && bears_task)
      span.attribute("gen_ai.prompt", std::string_view(*std::exchange(task_, nullptr)));
    std::string line;
    span.append_to(line, trace_.trace_id, id, start_, start_ + 1);
    out_ << line << '\n';
    start_ += 2;
  }

  std::ostream& out_;
  const Trace& trace_;
  const std::string* task_ = nullptr;  ///< Until it is written.
  std::int64_t start_ = 0;
};

}  // namespace

void write_otel_genai(std::ostream& out, const Trace& trace) {
  Writer(out, trace).write();
}

WMH_END_NAMESPACE
