#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace swe {

/// The lines of a text without their ends; the views point into it.
std::vector<std::string_view> lines_of(std::string_view text);

/// Lines `first` to `last` (from 1, both shown), each with its number.
std::string numbered(const std::vector<std::string_view>& lines, std::size_t first,
                     std::size_t last);

}  // namespace swe
