#include "tracing/served_spans.hpp"

#include "ingest/span_line.hpp"
#include "util/hash.hpp"
#include "util/source_of.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::int64_t nanoseconds_of(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

/// Where the step belongs. The task stands on each step: any of them may be the first that a file
/// has of its session.
void add_place(SpanLine& span, const ServedStep& step) {
  const std::string& session = step.session.str();
  span.attribute("gen_ai.conversation.id", std::string_view(session));
  span.attribute("wmh.trace.metadata", json::object{{"model", step.model}, {"session", session}});
  if (step.kept.step.task) span.attribute("gen_ai.prompt", std::string_view(*step.kept.step.task));
}

/// Where the answer came from.
void add_origin(SpanLine& span, const Observation& observation) {
  span.attribute("wmh.step.source", source_of(observation));
  const auto* confidence = observation.metadata.if_contains("confidence");
  if (confidence && confidence->is_number())
    span.attribute("wmh.step.confidence", confidence->to_number<double>());
  const auto* evidence = observation.metadata.if_contains("evidence");
  if (!evidence || evidence->is_null()) return;
  span.attribute("wmh.step.evidence", std::string_view(json::serialize(*evidence)));
}

/// The spans of one step, one after the other.
class StepSpans {
 public:
  explicit StepSpans(const ServedStep& step)
      : step_(step),
        trace_id_(trace_id_of(step.model, step.session)),
        asked_(nanoseconds_of(step.asked)),
        answered_(std::max(asked_, nanoseconds_of(step.answered))) {}

  std::string next_id() const { return span_id_of(trace_id_, step_.kept.index, encoded_.spans); }
  std::int64_t asked() const noexcept { return asked_; }
  std::int64_t answered() const noexcept { return answered_; }

  void add(const SpanLine& span, std::int64_t end) {
    if (encoded_.spans > 0) encoded_.text += ',';
    const std::string id = next_id();
    span.append_to(encoded_.text, trace_id_, id, asked_, end);
    ++encoded_.spans;
  }
  EncodedStep take() && { return std::move(encoded_); }

 private:
  const ServedStep& step_;
  const std::string trace_id_;
  const std::int64_t asked_;
  const std::int64_t answered_;
  EncodedStep encoded_{};
};

/// Gives the model span its action, and the task unless that would become its content.
void add_message(StepSpans& spans, const ServedStep& step) {
  SpanLine model("chat", "");
  model.add_action(step.kept.step);
  if (step.kept.step.action.optional_content()) add_place(model, step);
  spans.add(model, spans.asked());
}

}  // namespace

std::string trace_id_of(std::string_view model, const SessionId& session) {
  // The length tells where the name of the model ends.
  const std::string name = fmt::format("{}:{}{}", model.size(), model, session.str());
  return fmt::format("{:016x}{:016x}", blake2b_64_number(name), blake2b_64_number(name + "\n"));
}

std::string span_id_of(std::string_view trace_id, std::size_t step, std::size_t span) {
  // Tools that keep spans of all traces in one table want ids that differ: hence the second half.
  return fmt::format("{:08x}{}", 2 * step + span + 1, trace_id.substr(0, 8));
}

EncodedStep encode(const ServedStep& served) {
  const Step& step = served.kept.step;
  StepSpans spans(served);
  SpanLine tool("execute_tool", step.action.name());
  if (step.action.kind() == ActionKind::message) {
    add_message(spans, served);
  } else {
    tool.attribute("gen_ai.tool.call.id", std::string_view(spans.next_id()));
    tool.add_action(step);
  }
  if (!step.action.optional_content()) add_place(tool, served);
  tool.add_observation(step.observation);
  add_origin(tool, step.observation);
  spans.add(tool, spans.answered());
  return std::move(spans).take();
}

std::string_view otlp_head() {
  static const std::string head =
      fmt::format(R"({{"resourceSpans":[{{"resource":{{"attributes":[{{"key":"service.name",)"
                  R"("value":{{"stringValue":"wmh"}}}}]}},"scopeSpans":[{{"scope":{{"name":"wmh",)"
                  R"("version":"{}.{}.{}"}},"spans":[)",
                  WMH_VERSION_MAJOR, WMH_VERSION_MINOR, WMH_VERSION_PATCH);
  return head;
}

std::string_view otlp_tail() noexcept {
  return "]}]}]}";
}

}  // namespace detail
WMH_END_NAMESPACE
