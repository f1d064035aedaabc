#include "tasks/hands.hpp"

#include <wmh/json.hpp>

#include "tasks/slips.hpp"
#include "tasks/stable_hash.hpp"

namespace tau {
namespace {

/// 32 hexadecimal digits that stand for a task done in a style.
std::string trace_id(const Task& task, const Style& style) {
  const std::string key = fmt::format("{}/{}", task.id, style.name);
  return fmt::format("{:016x}{:016x}", stable_hash(key), stable_hash(key, 0x9e3779b97f4a7c15));
}

json::value parsed(const wmh::Observation& observation) {
  const bool container =
      observation.content.starts_with('{') || observation.content.starts_with('[');
  if (container)
    if (auto value = wmh::parse_json(observation.content)) return std::move(*value);
  return json::value(observation.content);
}

}  // namespace

Hands::Hands(wmh::Env& env, const Task& task, const Style& style)
    : env_(env), style_(style), text_(task.text) {
  trace_.trace_id = trace_id(task, style);
  trace_.metadata = {{"task", task.id}, {"style", style.name}};
  auto state = env_.reset(wmh::SessionStart(task.text));
  if (state)
    state_ = std::move(*state);
  else
    failure_ = std::move(state).error();
}

wmh::Observation Hands::act(wmh::Action action) {
  if (failure_ || done_) return {"", true};
  auto observation = env_.step(action);
  if (!observation) {
    failure_ = std::move(observation).error();
    return {"", true};
  }
  record(std::move(action), *observation);
  return std::move(*observation);
}

/// A tool call is one span, a message two: what was said and what came back.
void Hands::record(wmh::Action action, const wmh::Observation& observation) {
  const std::size_t spans = action.kind() == wmh::ActionKind::message ? 2 : 1;
  wmh::Step step{std::move(action), observation, state_, text_};
  for (std::size_t i = 0; i < spans; ++i)
    step.raw_span_ids.push_back(fmt::format(
        "{:016x}", stable_hash(fmt::format("{}/{}/{}", trace_.trace_id, trace_.steps.size(), i))));
  trace_.steps.push_back(std::move(step));
}

json::value Hands::call(std::string_view tool, json::object arguments) {
  const Call good{std::string(tool), std::move(arguments)};
  if (style_.slips) {
    const std::string here = fmt::format("{}/{}", trace_.trace_id, trace_.steps.size());
    if (const auto wrong = slip(good, stable_hash(here)))
      act(wmh::Action::tool_call(wrong->tool, wrong->arguments));
  }
  const auto observation = act(wmh::Action::tool_call(good.tool, good.arguments));
  refused_ = observation.is_error;
  return refused_ ? json::value(nullptr) : parsed(observation);
}

void Hands::say(std::string text) {
  if (style_.talks) act(wmh::Action::message(std::move(text)));
}

void Hands::transfer(std::string summary) {
  call("transfer_to_human_agents", {{"summary", std::move(summary)}});
  done_ = true;
}

wmh::Result<wmh::Trace> Hands::trace() && {
  if (failure_) return std::move(*failure_);
  return std::move(trace_);
}

}  // namespace tau
