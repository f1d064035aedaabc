#include "util/tokens.hpp"

#include "util/utf8.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

enum class CharacterClass { blank, word, other };

struct Range {
  char32_t first;
  char32_t last;
  CharacterClass kind;
};

// The blocks outside ASCII that are not letters. What is not listed is a word character.
constexpr Range not_words[] = {
    {0x80, 0x84, CharacterClass::other},     {0x85, 0x85, CharacterClass::blank},
    {0x86, 0x9f, CharacterClass::other},     {0xa0, 0xa0, CharacterClass::blank},
    {0xa1, 0xa9, CharacterClass::other},     {0xab, 0xb1, CharacterClass::other},
    {0xb4, 0xb4, CharacterClass::other},     {0xb6, 0xb8, CharacterClass::other},
    {0xbb, 0xbb, CharacterClass::other},     {0xbf, 0xbf, CharacterClass::other},
    {0xd7, 0xd7, CharacterClass::other},     {0xf7, 0xf7, CharacterClass::other},
    {0x1680, 0x1680, CharacterClass::blank}, {0x2000, 0x200a, CharacterClass::blank},
    {0x200b, 0x2027, CharacterClass::other}, {0x2028, 0x2029, CharacterClass::blank},
    {0x202a, 0x202e, CharacterClass::other}, {0x202f, 0x202f, CharacterClass::blank},
    {0x2030, 0x205e, CharacterClass::other}, {0x205f, 0x205f, CharacterClass::blank},
    {0x20a0, 0x20cf, CharacterClass::other}, {0x2190, 0x245f, CharacterClass::other},
    {0x2500, 0x2775, CharacterClass::other}, {0x2794, 0x2bff, CharacterClass::other},
    {0x3000, 0x3000, CharacterClass::blank}, {0x3001, 0x3004, CharacterClass::other},
    {0x3008, 0x3020, CharacterClass::other}, {0xff01, 0xff0f, CharacterClass::other},
    {0xff1a, 0xff20, CharacterClass::other}, {0xff3b, 0xff3e, CharacterClass::other},
    {0xfffd, 0xfffd, CharacterClass::other}, {0x1f000, 0x1faff, CharacterClass::other},
};

CharacterClass ascii_class(char32_t c) noexcept {
  const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  if (letter || (c >= '0' && c <= '9') || c == '_') return CharacterClass::word;
  const bool blank = c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
  return blank ? CharacterClass::blank : CharacterClass::other;
}

CharacterClass class_of(char32_t c) noexcept {
  if (c < 0x80) return ascii_class(c);
  for (const Range& range : not_words)
    if (c >= range.first && c <= range.last) return range.kind;
  return CharacterClass::word;
}

}  // namespace

std::vector<std::string_view> tokens(std::string_view text) {
  std::vector<std::string_view> found;
  std::size_t word_begin = std::string_view::npos;
  const auto end_word = [&](std::size_t end) {
    if (word_begin != std::string_view::npos)
      found.push_back(text.substr(word_begin, end - word_begin));
    word_begin = std::string_view::npos;
  };
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const CharacterClass kind = class_of(next_code_point(text, position));
    if (kind == CharacterClass::word) {
      if (word_begin == std::string_view::npos) word_begin = begin;
      continue;
    }
    end_word(begin);
    if (kind == CharacterClass::other) found.push_back(text.substr(begin, position - begin));
  }
  end_word(text.size());
  return found;
}

}  // namespace detail
WMH_END_NAMESPACE
