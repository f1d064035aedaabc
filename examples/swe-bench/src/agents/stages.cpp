// What the scripted agents do, one stage after another; the style decides which stages there are.
#include "agents/calls.hpp"
#include "agents/scripted_agent.hpp"

#include <algorithm>

namespace swe {
namespace {

/// The name to look for: the last word of what one would search for first.
std::string name_in(const Task& task) {
  const std::string& words = task.search.front();
  return words.substr(words.rfind(' ') + 1);
}

std::vector<std::string> files_of(const std::vector<Place>& places) {
  std::vector<std::string> files;
  for (const Place& place : places)
    if (std::find(files.begin(), files.end(), place.path) == files.end())
      files.push_back(place.path);
  return files;
}

bool occurs_twice(std::string_view text, std::string_view word) {
  const std::size_t first = word.empty() ? std::string_view::npos : text.find(word);
  return first != std::string_view::npos && text.find(word, first + 1) != std::string_view::npos;
}

}  // namespace

const std::array<ScriptedAgent::Stage, 11> ScriptedAgent::stages = {
    &ScriptedAgent::explore,   &ScriptedAgent::guess_path, &ScriptedAgent::test_first,
    &ScriptedAgent::read_test, &ScriptedAgent::misspell,   &ScriptedAgent::search,
    &ScriptedAgent::look,      &ScriptedAgent::fumble,     &ScriptedAgent::repair,
    &ScriptedAgent::review,    &ScriptedAgent::finish};

ScriptedAgent::Next ScriptedAgent::explore() {
  if (!style_.explores || taken_ == 2) return {};
  return taken_ == 0 ? call::list_files() : call::view("README.md");
}

ScriptedAgent::Next ScriptedAgent::guess_path() {
  if (!style_.slips || taken_ == 1) return {};
  return call::view(name_in(task_) + ".py");
}

ScriptedAgent::Next ScriptedAgent::test_first() {
  if (!style_.tests_first || taken_ == 1) return {};
  return call::run_tests();
}

ScriptedAgent::Next ScriptedAgent::read_test() {
  if (!style_.tests_first || taken_ == 1) return {};
  const auto failed = findings_.failed_test();
  if (!failed) return {};
  return call::view_around(*failed, 8, 3);
}

ScriptedAgent::Next ScriptedAgent::misspell() {
  if (!style_.slips || taken_ == 1) return {};
  std::string word = name_in(task_);
  std::swap(word[0], word[1]);
  return call::search(word);
}

ScriptedAgent::Next ScriptedAgent::search() {
  const bool enough = findings_.hit_code() && taken_ > 0;
  if (enough || taken_ == task_.search.size()) return {};
  if (style_.explores && taken_ == 0) return call::search_regex("(def|class) .*" + name_in(task_));
  return call::search(task_.search[taken_]);
}

/// Some lines at each suspect place, then their files as a whole.
ScriptedAgent::Next ScriptedAgent::look() {
  constexpr std::size_t most_views = 5;
  const bool enough = findings_.found() && (!style_.explores || taken_ > 1);
  if (!style_.looks || enough || taken_ == most_views) return {};
  const auto places = findings_.suspects();
  const std::size_t parts = style_.explores ? 0 : std::min<std::size_t>(places.size(), 2);
  if (taken_ < parts) return call::view_around(places[taken_], 4, 14);
  const auto files = files_of(places);
  if (taken_ - parts < files.size()) return call::view(files[taken_ - parts]);
  return {};
}

/// An edit that cannot be made: a text that is there more than once, or with a tab that is not.
ScriptedAgent::Next ScriptedAgent::fumble() {
  const auto path = findings_.target();
  if (!style_.slips || taken_ == 1 || !path) return {};
  const std::string word = task_.bad.substr(0, task_.bad.find(' '));
  const bool often = occurs_twice(findings_.seen(), word);
  return call::edit(*path, often ? word : "\t" + task_.bad, task_.good);
}

ScriptedAgent::Next ScriptedAgent::repair() {
  if (!to_run_.empty()) {
    const auto part = std::move(to_run_.front());
    to_run_.pop_front();
    return part ? call::run_tests(*part) : call::run_tests();
  }
  const auto path = findings_.target();
  if (findings_.repaired() || findings_.edits() == repairs_.size() || !path) return {};
  return call::edit(*path, findings_.in_file(), repairs_[findings_.edits()]);
}

ScriptedAgent::Next ScriptedAgent::review() {
  const auto path = findings_.target();
  if (!style_.reviews || findings_.edits() == 0 || taken_ == 1 || !path) return {};
  return call::view(*path);
}

ScriptedAgent::Next ScriptedAgent::finish() {
  if (taken_ == 1) return {};
  const auto path = findings_.target();
  if (path && findings_.repaired()) return call::submit("The cause was in " + *path + ".");
  return wmh::Action::message("I could not repair this.");
}

}  // namespace swe
