#include "providers/retry_hint.hpp"

#include "util/text.hpp"

#include <array>
#include <charconv>
#include <cstdio>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;
using std::chrono::sys_seconds;

std::optional<milliseconds> wait_of(double number) {
  constexpr double day = 24.0 * 60 * 60 * 1000;
  if (!(number > 0 && number <= day)) return std::nullopt;
  return milliseconds(static_cast<milliseconds::rep>(number));
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<unsigned> month_of(std::string_view name) {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto at = name.size() == 3 ? names.find(name) : std::string_view::npos;
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<unsigned>(at / 3 + 1);
}

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7); the two obsolete forms are not read.
std::optional<sys_seconds> date_of(const std::string& text) {
  std::array<char, 4> month{};
  unsigned day = 0, hour = 0, minute = 0, second = 0;
  int year = 0;
  if (std::sscanf(text.c_str(), "%*3s, %2u %3s %4d %2u:%2u:%2u GMT", &day, month.data(), &year,
                  &hour, &minute, &second) != 6)
    return std::nullopt;
  const auto number = month_of(month.data());
  if (!number || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(*number),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

/// The time from the server's own Date to the date it names.
std::optional<milliseconds> until(const std::string& then, const HttpHeaders& headers) {
  const std::string* date = find_header(headers, "date");
  const auto now = date ? date_of(*date) : std::nullopt;
  const auto end = date_of(then);
  if (!now || !end) return std::nullopt;
  return wait_of(static_cast<double>(milliseconds(*end - *now).count()));
}

std::optional<milliseconds> header_wait(const HttpHeaders& headers, std::string_view name,
                                        double unit) {
  const std::string* value = find_header(headers, name);
  const auto number = value ? number_of(trim(*value)) : std::nullopt;
  return number ? wait_of(*number * unit) : std::nullopt;
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
    if (next == std::string_view::npos || next > 2) break;  // "6m0s" goes on, "20 seconds" does not
    text.remove_prefix(next);
  }
  return wait_of(total);
}

std::optional<milliseconds> prose_wait(std::string_view prose) {
  for (const std::string_view phrase : {"retry after ", "try again in ", "retry in "}) {
    const auto at = prose.find(phrase);
    if (at == std::string_view::npos) continue;
    if (const auto wait = duration_of(prose.substr(at + phrase.size()))) return wait;
  }
  return std::nullopt;
}

}  // namespace

std::optional<milliseconds> retry_hint(const HttpHeaders& headers, std::string_view prose) {
  if (const auto wait = header_wait(headers, "retry-after-ms", 1)) return wait;
  if (const auto wait = header_wait(headers, "x-amz-retry-after", 1)) return wait;
  if (const auto wait = header_wait(headers, "retry-after", 1000)) return wait;
  if (const std::string* date = find_header(headers, "retry-after"))
    if (const auto wait = until(*date, headers)) return wait;
  return prose_wait(prose);
}

}  // namespace detail
WMH_END_NAMESPACE
