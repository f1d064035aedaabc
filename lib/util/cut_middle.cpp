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
  std::string out;
  append_cut_middle(out, text, most);
  return out;
}

void append_cut_middle(std::string& out, std::string_view text, std::size_t most) {
  if (text.size() <= most) {
    out += text;
    return;
  }
  const std::string_view head = head_of(text, most - most / 2);
  const std::string_view tail = tail_of(text, most / 2);
  fmt::format_to(std::back_inserter(out), "{}\n[... {} bytes left out ...]\n{}", head,
                 text.size() - head.size() - tail.size(), tail);
}

void cut_middle_from(std::string& out, std::size_t begin, std::size_t most) {
  if (out.size() - begin <= most) return;
  const std::string whole = out.substr(begin);
  out.resize(begin);
  append_cut_middle(out, whole, most);
}

}  // namespace detail
WMH_END_NAMESPACE
