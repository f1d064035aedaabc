#pragma once

#include <string_view>

namespace swe {

/// How a scripted agent works.
struct Style {
  std::string_view name;
  bool explores;     ///< Lists the files and reads more of them than it needs.
  bool tests_first;  ///< Runs the tests and reads the first that fails.
  bool looks;        ///< Has seen what it is going to change.
  bool narrows;      ///< Runs the test that failed before it runs all.
  bool reviews;      ///< Views what it changed.
  bool slips;        ///< Wrong paths, misspelt searches, edits of text that is not there.
};

inline constexpr Style styles[] = {
    {"careful", false, true, true, true, false, false},
    {"direct", false, false, false, false, false, false},
    {"clumsy", false, false, true, false, false, true},
    {"curious", true, true, true, false, true, false},
};

}  // namespace swe
