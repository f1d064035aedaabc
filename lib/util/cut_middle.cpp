#include "util/cut_middle.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool is_inside_code_point(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

}  // namespace

std::string_view head_of(std::string_view text, std::size_t most) noexcept {
  if (text.size() <= most) return text;
  while (most > 0 && is_inside_code_point(text[most]))
    --most;
  return text.substr(0, most);
}

std::string_view tail_of(std::string_view text, std::size_t most) noexcept {
  if (text.size() <= most) return text;
  std::size_t begin = text.size() - most;
  while (begin < text.size() && is_inside_code_point(text[begin]))
    ++begin;
  return text.substr(begin);
}

std::string cut_middle(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const std::string_view head = head_of(text, most - most / 2);
  const std::string_view tail = tail_of(text, most / 2);
  return fmt::format("{}\n[... {} bytes left out ...]\n{}", head,
                     text.size() - head.size() - tail.size(), tail);
}

}  // namespace detail
WMH_END_NAMESPACE
