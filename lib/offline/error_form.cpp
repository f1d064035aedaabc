#include "offline/error_form.hpp"

#include "offline/substitution.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_refused = 1000;  // tools that are remembered

std::string nothing_recorded(const Action& action) {
  return action.kind() == ActionKind::message
             ? "nothing is recorded of how this environment answers a message"
             : fmt::format("nothing is recorded of a tool named '{}'", action.name());
}

std::string common_beginning(std::string_view a, std::string_view b) {
  const auto [end, other] = std::mismatch(
      a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  (void)other;
  return {a.begin(), end};
}

/// "Error: " of "Error: no such or"; nothing where no mark ends a beginning.
std::string_view whole_beginning(std::string_view prefix) {
  const auto mark = prefix.rfind(": ");
  return mark == std::string_view::npos ? std::string_view() : prefix.substr(0, mark + 2);
}

}  // namespace

void ErrorForm::add(const Step& step) {
  const std::string& content = step.observation.content;
  if (step.observation.is_error)
    prefix_ = prefix_ ? common_beginning(*prefix_, content) : content.substr(0, 200);
  const std::string_view name = step.action.name();
  if (name.empty()) return;
  if (const auto known = refused_.find(name); known != refused_.end()) {
    if (!step.observation.is_error) known->second.clear();
  } else if (refused_.size() < most_refused) {
    const bool names_it = step.observation.is_error && content.find(name) != std::string::npos &&
                          content.size() < 1000;
    refused_.emplace(name, names_it ? content : "");
  }
}

Observation ErrorForm::refusal(const Action& action) const {
  Observation observation;
  observation.is_error = true;
  const auto example = std::find_if(refused_.begin(), refused_.end(),
                                    [](const auto& each) { return !each.second.empty(); });
  if (action.kind() == ActionKind::tool_call && example != refused_.end())
    observation.content =
        substitute(example->second, {{example->first, std::string(action.name())}});
  else
    observation.content =
        std::string(whole_beginning(prefix_.value_or(""))) + nothing_recorded(action);
  return observation;
}

}  // namespace detail
WMH_END_NAMESPACE
