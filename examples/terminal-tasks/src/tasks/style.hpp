#pragma once

#include <array>
#include <string_view>

namespace terminal {

/// How an agent works.
struct Style {
  std::string_view name;
  bool looks;     ///< Sees what there is before it begins.
  bool browses;   ///< Looks at more than it needs.
  bool slips;     ///< Makes the typical mistakes first, and looks around after an error.
  bool verifies;  ///< Checks what it did; that is wrong as an error is.
  bool retries;   ///< Tries another way when one goes wrong.
  bool is_sure;   ///< Begins with the surest way, not with one that it happens to think of.
};

inline constexpr std::array<Style, 5> styles{{
    {"careful", true, false, false, true, true, true},
    {"direct", false, false, false, false, false, false},
    {"clumsy", false, false, true, false, true, false},
    {"curious", true, true, false, true, true, false},
    {"inventive", true, false, false, true, true, false},
}};

/// Null when there is none of that name.
const Style* find_style(std::string_view name) noexcept;

}  // namespace terminal
