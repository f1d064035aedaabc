#include "outcome.hpp"

#include <set>

namespace swe {
namespace {

/// The last line: the counts.
std::string_view counts(std::string_view report) noexcept {
  while (report.ends_with('\n'))
    report.remove_suffix(1);
  const std::size_t end = report.rfind('\n');
  return end == std::string_view::npos ? report : report.substr(end + 1);
}

std::string edited_path(const wmh::Step& step) {
  const auto* path = step.action.arguments().if_contains("path");
  return path && path->is_string() ? std::string(path->get_string()) : std::string();
}

}  // namespace

bool all_passed(std::string_view report) noexcept {
  const std::string_view last = counts(report);
  return last.ends_with(" passed") && last.find("failed") == std::string_view::npos &&
         last != "0 passed";
}

wmh::Outcome outcome(std::span<const wmh::Step> steps) {
  std::set<std::string> edited;
  std::string tests = "not run";
  bool passed = false;
  for (const wmh::Step& step : steps) {
    if (step.observation.is_error) continue;
    if (step.action.name() == "edit") {
      edited.insert(edited_path(step));
      tests = "not run";
      passed = false;
    } else if (step.action.name() == "run_tests" && !step.action.arguments().contains("path")) {
      tests = counts(step.observation.content);
      passed = all_passed(step.observation.content);
    }
  }
  return {passed && !edited.empty(),
          {{"tests", tests}, {"edited", boost::json::array(edited.begin(), edited.end())}}};
}

}  // namespace swe
