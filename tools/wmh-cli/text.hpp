#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wmh::cli {

/// Terminal cells that UTF-8 text takes: two for wide characters, none for combining ones.
std::size_t display_width(std::string_view text);

/// Safe to show: control characters in caret notation (`^[`), bytes that are not UTF-8 as U+FFFD.
/// Line ends and tabs stay.
std::string printable(std::string_view text);

/// Printable and on one line: every run of blanks and line ends becomes one blank.
std::string one_line(std::string_view text);

/// At most `width` cells; what was cut shows as an ellipsis. Expects printable text.
std::string shorten(std::string_view text, std::size_t width);

/// Filled up with blanks to `width` cells.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// Lines of at most `width` cells, broken at blanks where there are any. Line ends in the text
/// stay.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// 1.2 GB, 34.5 MB, 678 kB, 9 B.
std::string byte_count(std::uint64_t bytes);

/// 1.2 s, 34 ms, 56 us.
std::string duration(double seconds);

}  // namespace wmh::cli
