#pragma once

#include <string_view>

namespace tau {

/// How a scripted agent works.
struct Style {
  std::string_view name;
  bool talks;     ///< Greets, asks who it is, has changes confirmed, tells the outcome.
  bool checks;    ///< Looks at the records and reckons before it changes anything.
  bool verifies;  ///< Reads what it changed.
  bool browses;   ///< Looks at more than it needs.
  bool slips;     ///< Gets calls wrong and makes them again.
};

inline constexpr Style styles[] = {
    {"careful", true, true, true, false, false},
    {"direct", false, false, false, false, false},
    {"clumsy", false, true, false, false, true},
    {"curious", false, true, true, true, false},
};

}  // namespace tau
