#include "net/retry_after.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;

/// Longer waits are of no use to anybody, and could overflow a clock.
constexpr double longest_sensible_wait = 365.0 * 86'400'000;

template <class T>
std::optional<T> number_of(std::string_view text) {
  T number{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<milliseconds> sensible(double wait) {
  if (!std::isfinite(wait) || wait <= 0 || wait > longest_sensible_wait) return std::nullopt;
  return milliseconds(static_cast<std::int64_t>(std::ceil(wait)));
}

std::optional<double> number_in(const HttpHeaders& headers, std::string_view name) {
  const std::string* value = find_header(headers, name);
  return value ? number_of<double>(trim(*value)) : std::nullopt;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view separators = " ,-:";
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::optional<unsigned> month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(months.begin(), months.end(), word);
  if (found == months.end()) return std::nullopt;
  return static_cast<unsigned>(found - months.begin()) + 1;
}

}  // namespace

/// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994":
/// the words are the same but for their order.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  auto words = words_of(text);
  constexpr std::size_t fewest = 7;
  if (words.size() < fewest) return std::nullopt;
  if (month_of(words[1])) {
    std::swap(words[1], words[2]);
    std::rotate(words.begin() + 3, words.begin() + 6, words.begin() + 7);
  } else if (words.size() == fewest || words[fewest] != "GMT") {
    return std::nullopt;
  }
  const auto day = number_of<unsigned>(words[1]);
  const auto month = month_of(words[2]);
  auto year = number_of<int>(words[3]);
  const auto hour = number_of<unsigned>(words[4]);
  const auto minute = number_of<unsigned>(words[5]);
  const auto second = number_of<unsigned>(words[6]);
  if (!day || !month || !year || !hour || !minute || !second) return std::nullopt;
  if (words[3].size() == 2) *year += *year < 70 ? 2000 : 1900;

  using namespace std::chrono;
  const year_month_day date =
      std::chrono::year(*year) / static_cast<int>(*month) / static_cast<int>(*day);
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second);
}

std::optional<milliseconds> asked_wait(const HttpHeaders& headers,
                                       std::chrono::system_clock::time_point now) {
  if (const auto wait = number_in(headers, "retry-after-ms"))
    if (const auto fine = sensible(*wait)) return fine;
  if (const auto wait = number_in(headers, "x-amz-retry-after"))
    if (const auto fine = sensible(*wait)) return fine;
  if (const auto wait = number_in(headers, "retry-after")) return sensible(*wait * 1000);

  const std::string* text = find_header(headers, "retry-after");
  const auto until = text ? parse_http_date(*text) : std::nullopt;
  if (!until) return std::nullopt;
  const std::string* date = find_header(headers, "date");
  const auto server_now = date ? parse_http_date(*date) : std::nullopt;
  const auto left = *until - server_now.value_or(std::chrono::ceil<std::chrono::seconds>(now));
  return sensible(std::chrono::duration<double, std::milli>(left).count());
}

}  // namespace detail
WMH_END_NAMESPACE
