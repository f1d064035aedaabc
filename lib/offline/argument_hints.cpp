#include "offline/argument_hints.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_numbers = 6;
constexpr std::size_t most_digits = 4;
constexpr std::size_t most_quoted = 24;
constexpr std::size_t least_quoted_bytes = 2, most_quoted_bytes = 200;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/// Digits inside a name or a decimal number count nothing, those of an option ("-A3") do.
bool counts_something(std::string_view text, std::size_t begin) {
  if (begin == 0) return true;
  const char before = text[begin - 1];
  if (before == '_' || before == '.') return false;
  return !is_letter(before) || (begin >= 2 && text[begin - 2] == '-');
}

std::vector<std::size_t> numbers_of(std::string_view text) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < text.size() && numbers.size() < most_numbers;) {
    const std::size_t begin = i;
    std::size_t number = 0;
    for (; i < text.size() && is_digit(text[i]); ++i)
      if (i - begin < most_digits) number = number * 10 + static_cast<std::size_t>(text[i] - '0');
    const std::size_t digits = i - begin;
    if (digits == 0) ++i;
    if (number == 0 || digits > most_digits || !counts_something(text, begin)) continue;
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
      numbers.push_back(number);
  }
  return numbers;
}

/// The alternatives of a pattern ("net income|revenue"), without escapes and anchors.
void add_alternatives(std::vector<std::string>& quoted, std::string_view pattern) {
  constexpr std::string_view dropped = "\\^$";
  std::string one;
  for (std::size_t i = 0; i <= pattern.size(); ++i) {
    if (i < pattern.size() && pattern[i] != '|') {
      if (dropped.find(pattern[i]) == std::string_view::npos) one.push_back(pattern[i]);
      continue;
    }
    if (one.size() >= least_quoted_bytes && quoted.size() < most_quoted) quoted.push_back(one);
    one.clear();
  }
}

std::vector<std::string> quoted_of(std::string_view text) {
  std::vector<std::string> quoted;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '"' && text[i] != '\'') continue;
    const std::size_t end = text.find(text[i], i + 1);
    if (end == std::string_view::npos) continue;
    const std::string_view inside = text.substr(i + 1, end - i - 1);
    if (inside.size() > most_quoted_bytes || inside.find('\n') != std::string_view::npos) continue;
    add_alternatives(quoted, inside);
    i = end;
  }
  return quoted;
}

}  // namespace

ArgumentHints hints_of(std::string_view arguments) {
  return {numbers_of(arguments), quoted_of(arguments)};
}

}  // namespace detail
WMH_END_NAMESPACE
