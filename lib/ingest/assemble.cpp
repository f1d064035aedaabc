#include "ingest/assemble.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::optional<std::string> owned(std::optional<std::string_view> text) {
  if (!text) return std::nullopt;
  return std::string(*text);
}

void add_span_id(Step& step, const SpanRecord& span) {
  if (!span.span_id.empty()) step.raw_span_ids.emplace_back(span.span_id);
}

}  // namespace

void StepAssembler::add(const SpanRecord& span) {
  if (span.role == SpanRole::other) return;
  const bool model = span.role == SpanRole::model;
  if (model || !open_) steps_.push_back(open_step(span));
  if (!model) close_step(span);
  open_ = model;
}

Step StepAssembler::open_step(const SpanRecord& span) {
  const bool calls_tool = span.role == SpanRole::tool || span.tool_name;
  Step step{calls_tool ? Action::tool_call(owned(span.tool_name), arguments_of(span))
                       : Action::message(owned(span.text))};
  if (span.structured)
    step.state_before.structured = reader_.read_object(*span.structured).value_or(json::object());
  step.state_before.scratchpad = span.scratchpad.value_or("");
  step.task = task_;
  if (span.role == SpanRole::model) add_span_id(step, span);
  return step;
}

/// A step that the tool span opened itself is closed by it in the same way.
void StepAssembler::close_step(const SpanRecord& span) {
  Step& step = steps_.back();
  step.observation.content = span.text.value_or("");
  step.observation.is_error = span.is_error;
  add_span_id(step, span);
  const bool lacks_arguments =
      open_ && step.action.kind() == ActionKind::tool_call && step.action.arguments().empty();
  if (lacks_arguments && span.arguments)
    step.action = Action::tool_call(step.action.optional_name(), arguments_of(span));
}

json::object StepAssembler::arguments_of(const SpanRecord& span) {
  if (!span.arguments) return {};
  const auto parsed = reader_.read(*span.arguments);
  const bool object = parsed && parsed->is_object();
  // An object takes one level more than the value that it wraps, so that both read back.
  auto value = parsed ? to_json_value(*parsed, object ? 512 : 511) : std::nullopt;
  if (!value) value.emplace(*span.arguments);
  if (value->is_object()) return std::move(value->get_object());
  return {{"value", std::move(*value)}};
}

std::vector<Step> StepAssembler::finish() && {
  return std::move(steps_);
}

}  // namespace detail
WMH_END_NAMESPACE
