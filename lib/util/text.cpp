#include "util/text.hpp"

WMH_BEGIN_NAMESPACE

std::string_view detail::trim(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\n\r\f\v";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

WMH_END_NAMESPACE
