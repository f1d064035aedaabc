#pragma once

#include <string_view>

namespace swe {

/// Whether a text is UTF-8, which is all that an observation may hold.
bool is_utf8(std::string_view text) noexcept;

/// The beginning of a UTF-8 text, at most so many bytes, no character cut in two.
std::string_view beginning(std::string_view text, std::size_t most) noexcept;

}  // namespace swe
