#include "eval/html_text.hpp"

#include "util/utf8.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool unseen(char32_t code) noexcept {
  const bool control =
      (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xa0);
  const bool direction = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return control || direction;
}

void append_escaped(std::string& out, char32_t code) {
  switch (code) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    case '\r':
      return;  // of a line end; a browser would make two of it
    default:
      append_utf8(out, unseen(code) ? 0xfffd : code);
  }
}

}  // namespace

std::string escape_html(std::string_view text) {
  return clip_html(text, text.size());
}

std::string clip_html(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < most; ++count)
    append_escaped(out, next_code_point(text, at));
  std::size_t left = 0;
  for (; at < text.size(); ++left)
    next_code_point(text, at);
  if (left > 0) out += fmt::format("<i class=cut> … {} more</i>", left);
  return out;
}

}  // namespace detail
WMH_END_NAMESPACE
