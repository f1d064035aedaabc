#pragma once

#include <wmh/types.hpp>

#include "agents/reading.hpp"

#include <algorithm>

// The calls that the scripted agents make.
namespace swe::call {

using wmh::Action;

inline Action list_files() {
  return Action::tool_call("list_files");
}

inline Action run_tests() {
  return Action::tool_call("run_tests");
}
inline Action run_tests(const std::string& path) {
  return Action::tool_call("run_tests", {{"path", path}});
}

inline Action search(const std::string& text) {
  return Action::tool_call("search", {{"pattern", text}});
}
inline Action search_regex(const std::string& expression) {
  return Action::tool_call("search", {{"pattern", expression}, {"regex", true}});
}

inline Action view(const std::string& path) {
  return Action::tool_call("view", {{"path", path}});
}
inline Action view_around(const Place& place, int before, int after) {
  return Action::tool_call("view", {{"path", place.path},
                                    {"start", std::max(1, place.line - before)},
                                    {"end", place.line + after}});
}

inline Action edit(const std::string& path, const std::string& old_text,
                   const std::string& new_text) {
  return Action::tool_call("edit",
                           {{"path", path}, {"old_text", old_text}, {"new_text", new_text}});
}

inline Action submit(const std::string& summary) {
  return Action::tool_call("submit", {{"summary", summary}});
}

}  // namespace swe::call
