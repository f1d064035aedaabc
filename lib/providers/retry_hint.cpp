#include "providers/retry_hint.hpp"

#include "util/text.hpp"

#include <charconv>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;

std::optional<milliseconds> wait_of(double number) {
  constexpr double day = 24.0 * 60 * 60 * 1000;
  if (!(number > 0 && number <= day)) return std::nullopt;
  return milliseconds(static_cast<milliseconds::rep>(number));
}

double unit_of(std::string_view word) {
  if (word.starts_with("ms") || word.starts_with("millisecond")) return 1;
  if (word.starts_with("m")) return 60'000;
  if (word.starts_with("h")) return 3'600'000;
  return word.starts_with("s") ? 1000 : 0;
}

/// "20 seconds", "1.5s", "6m0s": numbers and units until something else comes.
std::optional<milliseconds> duration_of(std::string_view text) {
  double total = 0;
  while (true) {
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc()) break;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const double unit = unit_of(trim(text));
    if (unit == 0) break;
    total += number * unit;
    const auto next = text.find_first_of("0123456789");
    if (next > 2) break;  // "6m0s" goes on, "20 seconds" does not
    text.remove_prefix(next);
  }
  return wait_of(total);
}

}  // namespace

std::optional<milliseconds> retry_hint(std::string_view prose) {
  for (const std::string_view phrase : {"retry after ", "try again in ", "retry in "}) {
    const auto at = prose.find(phrase);
    if (at == std::string_view::npos) continue;
    if (const auto wait = duration_of(prose.substr(at + phrase.size()))) return wait;
  }
  return std::nullopt;
}

}  // namespace detail
WMH_END_NAMESPACE
