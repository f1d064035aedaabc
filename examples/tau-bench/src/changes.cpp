#include "changes.hpp"

#include <wmh/json.hpp>

#include "desk/common_tools.hpp"

#include <algorithm>

namespace tau {

bool only_reads(std::string_view tool) noexcept {
  constexpr std::string_view beginnings[] = {"get_", "find_", "list_", "search_", "calculate"};
  return std::any_of(std::begin(beginnings), std::end(beginnings),
                     [&](std::string_view each) { return tool.starts_with(each); });
}

namespace {

bool asks_for_a_change(const wmh::Step& step) {
  return step.action.kind() == wmh::ActionKind::tool_call && !only_reads(step.action.name());
}

}  // namespace

std::vector<std::string> accepted_changes(std::span<const wmh::Step> steps) {
  std::vector<std::string> changes;
  for (const wmh::Step& step : steps) {
    if (!asks_for_a_change(step) || step.observation.is_error) continue;
    changes.push_back(std::string(step.action.name()) + " " +
                      wmh::canonical_json(step.action.arguments()));
  }
  return changes;
}

bool was_granted(std::span<const wmh::Step> steps) {
  const auto last = std::find_if(steps.rbegin(), steps.rend(), asks_for_a_change);
  if (last == steps.rend()) return true;
  return !last->observation.is_error && last->action.name() != transfer_tool;
}

}  // namespace tau
