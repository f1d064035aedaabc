#include "util/utf8.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr char32_t replacement = 0xfffd;

unsigned byte_at(std::string_view text, std::size_t i) noexcept {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) noexcept {
  const unsigned lead = byte_at(text, position++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  if (lead < 0xc2 || lead > 0xf4) return replacement;
  char32_t code = lead & (0x3fU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const unsigned next = byte_at(text, position + i);
    if ((next & 0xc0U) != 0x80U) return replacement;
    code = code << 6 | (next & 0x3fU);
  }
  constexpr char32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code < 0xe000;
  if (code < smallest[more] || code > 0x10ffff || surrogate) return replacement;
  position += more;
  return code;
}

void append_utf8(std::string& out, char32_t code) {
  const auto tail = [&](int shift) {
    out += static_cast<char>(0x80 | (code >> shift & 0x3f));
  };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | code >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xf0 | code >> 18);
    tail(12), tail(6), tail(0);
  }
}

}  // namespace detail
WMH_END_NAMESPACE
