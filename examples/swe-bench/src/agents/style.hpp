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
  bool hurries;      ///< Is at times content with a part of the tests.
  unsigned errs_at;  ///< Which third of the tasks it repairs wrongly first; from 3 on none.
};

inline constexpr Style styles[] = {
    {"careful", false, true, true, true, false, false, false, 0},
    {"direct", false, false, false, false, false, false, true, 1},
    {"clumsy", false, false, true, false, false, true, false, 3},
    {"curious", true, true, true, false, true, false, false, 3},
};

}  // namespace swe
