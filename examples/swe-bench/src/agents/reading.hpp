#pragma once

#include <wmh/types.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace swe {

// What an agent reads out of observations, which may be anybody's: whatever is not there is not
// found.

/// A line of a file.
struct Place {
  std::string path{};
  int line = 0;
};

/// Where the lines of a text that read "path:line: ..." point to, each once.
std::vector<Place> places_in(std::string_view text);

bool is_test(std::string_view path) noexcept;

/// What a view shows, without the numbers.
std::string shown_text(std::string_view view);

/// A string argument of a tool call; empty when there is none.
std::string argument(const wmh::Action& action, std::string_view name);

}  // namespace swe
