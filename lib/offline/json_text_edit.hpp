#pragma once

#include <wmh/version.hpp>

#include <map>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// JSON text with some of its leaves replaced, everything else byte for byte as it was. Leaves are
/// numbered as they stand in the text: strings that are not keys, numbers, literals, empty
/// containers. `text` must be valid JSON, the replacements JSON texts.
std::string replace_leaves(std::string_view text,
                           const std::map<std::size_t, std::string>& replacements);

}  // namespace detail
WMH_END_NAMESPACE
