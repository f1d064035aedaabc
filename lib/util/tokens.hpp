#pragma once

#include <wmh/version.hpp>

#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Runs of word characters and single other non-space characters, in order. Word characters are
/// letters, digits and '_'; outside ASCII everything but punctuation, symbols and blanks.
std::vector<std::string_view> tokens(std::string_view text);

}  // namespace detail
WMH_END_NAMESPACE
