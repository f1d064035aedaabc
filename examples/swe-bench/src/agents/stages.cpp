// What the scripted agents do, one stage after another; the style decides which stages there are.
#include "agents/calls.hpp"
#include "agents/scripted_agent.hpp"

#include <algorithm>

namespace swe {

ScriptedAgent::Next ScriptedAgent::explore() {
  if (!style_.explores || taken_ == 2) return {};
  return taken_ == 0 ? call::list_files() : call::view("README.md");
}

ScriptedAgent::Next ScriptedAgent::guess_path() {
  if (!style_.slips || taken_ == 1) return {};
  return call::view(task_.search.front() + ".py");
}

ScriptedAgent::Next ScriptedAgent::test_first() {
  if (!style_.tests_first || taken_ == 1) return {};
  return call::run_tests();
}

ScriptedAgent::Next ScriptedAgent::read_test() {
  if (!style_.tests_first || taken_ == 1) return {};
  const auto failed = std::find_if(failing_.begin(), failing_.end(),
                                   [](const Place& place) { return is_test(place.path); });
  if (failed == failing_.end()) return {};
  return call::view_around(*failed, 8, 3);
}

ScriptedAgent::Next ScriptedAgent::misspell() {
  std::string word = task_.search.front();
  if (!style_.slips || taken_ == 1) return {};
  std::swap(word[0], word[1]);
  return call::search(word);
}

ScriptedAgent::Next ScriptedAgent::search() {
  const auto next = static_cast<std::size_t>(taken_);
  if (!suspects().empty() && taken_ > 0) return {};
  if (next == task_.search.size()) return {};
  if (style_.explores && next == 0) return call::search_regex("(def|class) .*" + task_.search[0]);
  return call::search(task_.search[next]);
}

/// Some lines at each suspect place, then their files as a whole.
ScriptedAgent::Next ScriptedAgent::look() {
  constexpr int most_views = 5;
  if (!style_.looks || found_ || taken_ == most_views) return {};
  const auto places = suspects();
  std::vector<std::string> files;
  for (const Place& place : places)
    if (std::find(files.begin(), files.end(), place.path) == files.end())
      files.push_back(place.path);
  const std::size_t parts = style_.explores ? 0 : std::min<std::size_t>(places.size(), 2);
  const auto next = static_cast<std::size_t>(taken_);
  if (next < parts) return call::view_around(places[next], 4, 14);
  if (next - parts < files.size()) return call::view(files[next - parts]);
  return {};
}

/// An edit that cannot be made: a text that is there more than once, or with a tab that is not.
ScriptedAgent::Next ScriptedAgent::fumble() {
  if (!style_.slips || taken_ == 1 || !target()) return {};
  const std::string word = task_.bad.substr(0, task_.bad.find(' '));
  const std::size_t first = seen_.find(word);
  const bool often = !word.empty() && first != std::string::npos &&
                     seen_.find(word, first + 1) != std::string::npos;
  return call::edit(*target(), often ? word : "\t" + task_.bad, task_.good);
}

ScriptedAgent::Next ScriptedAgent::repair() {
  if (!to_run_.empty()) {
    const auto part = std::move(to_run_.front());
    to_run_.pop_front();
    return part ? call::run_tests(*part) : call::run_tests();
  }
  if ((edited_ && passed_) || repairs_.empty() || !target()) return {};
  return call::edit(*target(), in_file_, repairs_.front());
}

ScriptedAgent::Next ScriptedAgent::review() {
  if (!style_.reviews || !edited_ || taken_ == 1) return {};
  return call::view(*found_);
}

ScriptedAgent::Next ScriptedAgent::finish() {
  if (taken_ == 1) return {};
  if (edited_ && passed_) return call::submit("The cause was in " + *found_ + ".");
  return wmh::Action::message("I could not repair this.");
}

}  // namespace swe
