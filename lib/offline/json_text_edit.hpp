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
///
/// The numbers are those of json_leaves unless a key stands twice in an object: of its values
/// json_leaves has the last one only, and count_leaves is larger.
std::string replace_leaves(std::string_view text,
                           const std::map<std::size_t, std::string>& replacements);
std::size_t count_leaves(std::string_view text);

}  // namespace detail
WMH_END_NAMESPACE
