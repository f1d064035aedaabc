#pragma once

#include <wmh/version.hpp>

#include <charconv>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The double nearest to a JSON number's text. Boost.JSON 1.81 can be off in the last bit, which
/// would change the canonical text; `rough` (its own reading) stands where the number is out of
/// range.
inline double exact_double(std::string_view text, double rough) noexcept {
  double number = rough;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace detail
WMH_END_NAMESPACE
