#include "offline/error_form.hpp"

#include "offline/substitution.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_refused = 1000;  // tools that are remembered
constexpr std::size_t longest_refusal = 1000;
constexpr std::size_t longest_prefix = 200;

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

void ErrorForm::add_prefix(const RecordedStep& recorded) {
  const std::string& content = recorded.step.observation.content;
  if (!prefix_) {
    prefix_ = Source{content.substr(0, longest_prefix), recorded.trace_id};
    return;
  }
  prefix_->text = common_beginning(prefix_->text, content);
  if (prefix_->trace != recorded.trace_id) prefix_->trace.clear();
}

void ErrorForm::add(const RecordedStep& recorded) {
  const Observation& observation = recorded.step.observation;
  const std::string& content = observation.content;
  if (observation.is_error) add_prefix(recorded);
  const std::string_view name = recorded.step.action.name();
  if (name.empty()) return;
  if (const auto known = refused_.find(name); known != refused_.end()) {
    if (!observation.is_error) known->second = {};
  } else if (refused_.size() < most_refused) {
    const bool names_it = observation.is_error && content.size() < longest_refusal &&
                          content.find(name) != std::string::npos;
    refused_.emplace(name, names_it ? Source{content, recorded.trace_id} : Source{});
  }
}

Observation ErrorForm::refusal(const Action& action, std::string_view without_trace) const {
  Observation observation;
  observation.is_error = true;
  const auto example = std::find_if(refused_.begin(), refused_.end(), [&](const auto& each) {
    return each.second.counts_without(without_trace);
  });
  if (action.kind() == ActionKind::tool_call && example != refused_.end()) {
    observation.content =
        substitute(example->second.text, {{example->first, std::string(action.name())}});
  } else {
    const bool has_prefix = prefix_ && prefix_->counts_without(without_trace);
    observation.content =
        std::string(has_prefix ? whole_beginning(prefix_->text) : "") + nothing_recorded(action);
  }
  return observation;
}

}  // namespace detail
WMH_END_NAMESPACE
