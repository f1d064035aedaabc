#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utf8proc.h>

namespace wmh::cli {
namespace {

// utf8proc knows the widths by itself. wcwidth() would need a UTF-8 locale, and output must not
// depend on the locale.
std::size_t cells(char32_t code_point) {
  return static_cast<std::size_t>(
      std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point))));
}

constexpr char32_t replacement = 0xFFFD;

/// One character: its code point and the bytes it took. What is not UTF-8 is one byte of U+FFFD.
struct Character {
  char32_t code_point;
  std::size_t size;
};

Character first_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return {first, 1};
  utf8proc_int32_t code_point = -1;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code_point);
  if (size <= 0) return {replacement, 1};
  return {static_cast<char32_t>(code_point), static_cast<std::size_t>(size)};
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The bytes of `text` that fit into `width` cells.
std::size_t fitting(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  std::size_t used = 0;
  while (at < text.size()) {
    const Character next = first_of(text.substr(at));
    used += cells(next.code_point);
    if (used > width) break;
    at += next.size;
  }
  return at;
}

void wrap_line(std::string_view line, std::size_t width, std::vector<std::string>& out) {
  const std::size_t before = out.size();
  while (display_width(line) > width) {
    std::size_t end = std::max(first_of(line).size, fitting(line, width));
    const std::size_t blank = line.substr(0, end + 1).rfind(' ');
    if (blank != std::string_view::npos && blank > 0) end = blank;
    out.emplace_back(line.substr(0, end));
    line.remove_prefix(end);
    if (line.starts_with(' ')) line.remove_prefix(1);
  }
  if (!line.empty() || out.size() == before) out.emplace_back(line);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character next = first_of(text);
    width += cells(next.code_point);
    text.remove_prefix(next.size);
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character next = first_of(text);
    const char32_t code = next.code_point;
    if (code == '\n' || code == '\t') {
      out += text.front();
    } else if (code < 0x20 || code == 0x7F) {
      out += '^';
      out += static_cast<char>(code ^ 0x40U);
    } else if (code == replacement || (code >= 0x80 && code < 0xA0)) {
      out += "\uFFFD";
    } else {
      out += text.substr(0, next.size);
    }
    text.remove_prefix(next.size);
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string joined;
  for (const char c : text) {
    if (!is_blank(c)) {
      joined += c;
    } else if (!joined.empty() && joined.back() != ' ') {
      joined += ' ';
    }
  }
  if (joined.ends_with(' ')) joined.pop_back();
  return printable(joined);
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return "";
  return std::string(text.substr(0, fitting(text, width - 1))) + "…";
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(text) + std::string(width > used ? width - used : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(width > used ? width - used : 0, ' ') + std::string(text);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    wrap_line(text.substr(0, end), std::max<std::size_t>(1, width), lines);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string byte_count(std::uint64_t bytes) {
  const auto number = static_cast<double>(bytes);
  if (bytes < 1000) return fmt::format("{} B", bytes);
  if (bytes < 1'000'000) return fmt::format("{:.1f} kB", number / 1e3);
  if (bytes < 1'000'000'000) return fmt::format("{:.1f} MB", number / 1e6);
  return fmt::format("{:.1f} GB", number / 1e9);
}

std::string duration(double seconds) {
  if (seconds < 1e-3) return fmt::format("{:.0f} us", seconds * 1e6);
  if (seconds < 1) return fmt::format("{:.2f} ms", seconds * 1e3);
  return fmt::format("{:.2f} s", seconds);
}

}  // namespace wmh::cli
