#include "retrieval/lowercase.hpp"

#include "util/utf8.hpp"

#include <utf8proc.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr char32_t capital_sigma = 0x3a3, small_sigma = 0x3c3, final_sigma = 0x3c2;
constexpr char32_t capital_i_dot = 0x130, combining_dot = 0x307;

utf8proc_category_t category(char32_t code) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code));
}

// Unicode 14, section 3.13, D135 and D136, without the few letters whose general category does not
// tell.
bool is_cased(char32_t code) {
  const utf8proc_category_t kind = category(code);
  return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LL ||
         kind == UTF8PROC_CATEGORY_LT;
}
bool is_case_ignorable(char32_t code) {
  switch (category(code)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return code == '\'' || code == '.' || code == ':' || code == 0xb7 || code == 0x2019;
  }
}

/// Whether the sigma at `at` ends a word: a cased letter before it and none behind it.
bool ends_word(const std::vector<char32_t>& text, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && is_case_ignorable(text[before - 1]))
    --before;
  if (before == 0 || !is_cased(text[before - 1])) return false;
  std::size_t behind = at + 1;
  while (behind < text.size() && is_case_ignorable(text[behind]))
    ++behind;
  return behind == text.size() || !is_cased(text[behind]);
}

char32_t lower(char32_t code) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code)));
}

/// Maps in place; sigmas look at the letters around them, so they go first.
void lower_all(std::vector<char32_t>& text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == capital_sigma) text[i] = ends_word(text, i) ? final_sigma : small_sigma;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == capital_i_dot) {
      text[i] = 'i';
      text.insert(text.begin() + static_cast<std::ptrdiff_t>(++i), combining_dot);
    } else {
      text[i] = lower(text[i]);
    }
  }
}

}  // namespace

void lower_code_points(std::string_view text, std::vector<char32_t>& out) {
  out.clear();
  out.reserve(text.size());
  bool ascii = true;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = next_code_point(text, at);
    ascii = ascii && code < 0x80;
    out.push_back(code >= 'A' && code <= 'Z' && ascii ? code + ('a' - 'A') : code);
  }
  if (!ascii) lower_all(out);
}

}  // namespace detail
WMH_END_NAMESPACE
