#pragma once

#include <array>
#include <string_view>

namespace terminal {

/// How an agent works.
struct Style {
  std::string_view name;
  bool looks;             ///< Sees what there is before it begins.
  bool browses;           ///< Looks at more than it needs.
  bool slips;             ///< Makes the typical mistakes first, and looks around after an error.
  bool verifies;          ///< Checks what it did, and tries another way when that is wrong.
  std::size_t first_way;  ///< Counted round; the others follow in order.
};

inline constexpr std::array<Style, 4> styles{{
    {"careful", true, false, false, true, 0},
    {"direct", false, false, false, false, 1},
    {"clumsy", false, false, true, true, 0},
    {"curious", true, true, false, true, 2},
}};

/// Null when there is none of that name.
const Style* find_style(std::string_view name) noexcept;

}  // namespace terminal
