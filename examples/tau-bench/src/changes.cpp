#include "changes.hpp"

#include <wmh/json.hpp>

#include <algorithm>

namespace tau {

bool only_reads(std::string_view tool) noexcept {
  constexpr std::string_view beginnings[] = {"get_", "find_", "list_", "search_", "calculate"};
  return std::any_of(std::begin(beginnings), std::end(beginnings),
                     [&](std::string_view each) { return tool.starts_with(each); });
}

std::vector<std::string> accepted_changes(std::span<const wmh::Step> steps) {
  std::vector<std::string> changes;
  for (const wmh::Step& step : steps) {
    const wmh::Action& action = step.action;
    if (action.kind() != wmh::ActionKind::tool_call || only_reads(action.name())) continue;
    if (step.observation.is_error) continue;
    changes.push_back(std::string(action.name()) + " " + wmh::canonical_json(action.arguments()));
  }
  return changes;
}

}  // namespace tau
