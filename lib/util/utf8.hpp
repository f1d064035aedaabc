#pragma once

#include <wmh/version.hpp>

#include <cstddef>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Decodes the code point at `position` (below the size) and moves past it. An invalid byte counts
/// as one U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& position) noexcept;

void append_utf8(std::string& out, char32_t code_point);

}  // namespace detail
WMH_END_NAMESPACE
