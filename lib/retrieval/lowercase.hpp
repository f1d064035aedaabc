#pragma once

#include <wmh/version.hpp>

#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The code points of `text` in lower case as Python's str.lower() gives them: full mappings
/// (U+0130 becomes two), and a capital sigma at the end of a word becomes the final form. Replaces
/// `out`.
void lower_code_points(std::string_view text, std::vector<char32_t>& out);

}  // namespace detail
WMH_END_NAMESPACE
