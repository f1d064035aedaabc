#include "offline/layout.hpp"

#include "util/mix_hash.hpp"
#include "util/tokens.hpp"

#include <algorithm>
#include <cmath>
#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_lines = 200;
constexpr std::size_t most_tokens = 4;   // of a line, and whether there are more
constexpr std::size_t most_bytes = 120;  // of a line

char kind_of(std::string_view token) {
  const char first = token.front();
  if (first >= '0' && first <= '9') return '0';
  const bool is_sign = token.size() == 1 && first > ' ' && first < 0x7f && first != '_' &&
                       !((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
  return is_sign ? first : 'a';
}

std::uint32_t beginning_of(std::string_view line) {
  std::string kinds;
  for (const std::string_view token : tokens(line.substr(0, most_bytes))) {
    kinds.push_back(kinds.size() == most_tokens ? '\n' : kind_of(token));
    if (kinds.size() > most_tokens) break;
  }
  return static_cast<std::uint32_t>(text_hash(kinds));
}

}  // namespace

Layout::Layout(std::string_view text) {
  std::vector<std::uint32_t> beginnings;
  for (bool more = true; more && beginnings.size() < most_lines;) {
    const std::size_t end = text.find('\n');
    beginnings.push_back(beginning_of(text.substr(0, end)));
    more = end != std::string_view::npos;
    if (more) text.remove_prefix(end + 1);
  }
  const auto lines = static_cast<double>(beginnings.size());
  log_lines_ = std::log1p(lines);
  std::sort(beginnings.begin(), beginnings.end());
  for (auto at = beginnings.begin(); at != beginnings.end();) {
    const auto end = std::upper_bound(at, beginnings.end(), *at);
    shares_.push_back({*at, static_cast<float>(std::sqrt(static_cast<double>(end - at) / lines))});
    at = end;
  }
}

double product(std::span<const Layout::Share> a, std::span<const Layout::Share> b) {
  double sum = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->beginning < j->beginning)
      ++i;
    else if (j->beginning < i->beginning)
      ++j;
    else
      sum += double{(i++)->weight} * double{(j++)->weight};
  }
  return sum;
}

}  // namespace detail
WMH_END_NAMESPACE
