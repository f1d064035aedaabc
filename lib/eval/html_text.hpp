#pragma once

#include <wmh/version.hpp>

#include <cstddef>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Text from anywhere as text of a page: in elements and in quoted attributes. What is not UTF-8
/// and what changes a page without being seen (control and bidirectional characters) becomes
/// U+FFFD.
std::string escape_html(std::string_view text);

/// The same of the first `most` characters; says how many were left out.
std::string clip_html(std::string_view text, std::size_t most);

}  // namespace detail
WMH_END_NAMESPACE
