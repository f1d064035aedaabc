#pragma once

#include <wmh/version.hpp>

#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Without leading and trailing ASCII white space.
std::string_view trim(std::string_view text) noexcept;

// Of ASCII letters only: the same in every locale, and for bytes that are no text.

constexpr char lower_case(char letter) noexcept {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}
std::string lower_case(std::string_view text);

/// Equal but for the case of letters.
bool same_ignoring_case(std::string_view a, std::string_view b) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
