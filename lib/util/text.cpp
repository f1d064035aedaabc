#include "util/text.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE

std::string_view detail::trim(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\n\r\f\v";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string detail::lower_case(std::string_view text) {
  std::string lowered(text);
  for (char& letter : lowered)
    letter = lower_case(letter);
  return lowered;
}

bool detail::same_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_case(x) == lower_case(y); });
}

WMH_END_NAMESPACE
