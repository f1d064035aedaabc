#include "tasks/hands.hpp"

#include <wmh/json.hpp>

#include "tasks/slips.hpp"
#include "tasks/stable_hash.hpp"

namespace tau {
namespace {

json::value parsed(const wmh::Observation& observation) {
  const bool container =
      observation.content.starts_with('{') || observation.content.starts_with('[');
  if (container)
    if (auto value = wmh::parse_json(observation.content)) return std::move(*value);
  return json::value(observation.content);
}

}  // namespace

std::string trace_id(const Task& task, const Style& style) {
  const std::string key = fmt::format("{}/{}", task.id, style.name);
  return fmt::format("{:016x}{:016x}", stable_hash(key), stable_hash(key, 0x9e3779b97f4a7c15));
}

Hands::Hands(wmh::Env& env, const Task& task, const Style& style)
    : env_(env), style_(style), episode_(trace_id(task, style)) {}

wmh::Observation Hands::act(wmh::Action action) {
  if (failure_ || done_) return {"", true};
  auto observation = env_.step(std::move(action));
  if (!observation) {
    failure_ = std::move(observation).error();
    return {"", true};
  }
  ++taken_;
  return std::move(*observation);
}

json::value Hands::call(std::string_view tool, json::object arguments) {
  const Call good{std::string(tool), std::move(arguments)};
  if (style_.slips) {
    const std::string here = fmt::format("{}/{}", episode_, taken_);
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

}  // namespace tau
