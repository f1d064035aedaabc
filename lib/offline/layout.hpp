#pragma once

#include <wmh/version.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How the lines of a text begin, whatever they say: with which kinds of tokens (a word, a number,
/// which sign). A list, a table and a listing with line numbers differ in it.
class Layout {
 public:
  struct Share {
    std::uint32_t beginning;  ///< Hash of the kinds of a line's first tokens.
    float weight;             ///< Square root of the share of such lines: the squares add up to 1.
  };
  Layout() = default;
  explicit Layout(std::string_view text);

  /// Sorted by beginning.
  const std::vector<Share>& shares() const noexcept { return shares_; }
  double log_lines() const noexcept { return log_lines_; }

 private:
  std::vector<Share> shares_{};
  double log_lines_ = 0;
};

/// The sum of the products of equal beginnings; of two layouts, their cosine.
double product(std::span<const Layout::Share> a, std::span<const Layout::Share> b);

}  // namespace detail
WMH_END_NAMESPACE
