#include "airline/rules.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace tau::airline {
namespace {

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Of "06:40".
std::chrono::minutes time_of_day(std::string_view text) {
  return std::chrono::hours(number(text.substr(0, 2))) +
         std::chrono::minutes(number(text.substr(3, 2)));
}

std::chrono::sys_time<std::chrono::minutes> instant(std::string_view text) {
  const std::chrono::year_month_day day(
      std::chrono::year(number(text.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2)))));
  return std::chrono::sys_days(day) + time_of_day(text.substr(11));
}

}  // namespace

int free_bags(Membership membership, Cabin cabin) noexcept {
  return static_cast<int>(cabin) + static_cast<int>(membership);
}

int bags_to_pay(int total, Membership membership, Cabin cabin, std::size_t passengers) noexcept {
  return std::max(0, total - free_bags(membership, cabin) * static_cast<int>(passengers));
}

bool is_date(std::string_view text) noexcept {
  constexpr std::string_view form = "dddd-dd-dd";
  return text.size() == form.size() &&
         std::equal(text.begin(), text.end(), form.begin(), [](char c, char wanted) {
           return wanted == 'd' ? '0' <= c && c <= '9' : c == wanted;
         });
}

bool within_a_day(std::string_view created_at, std::string_view now) {
  return instant(now) - instant(created_at) <= std::chrono::days(1);
}

bool can_change(const Flight& first, const Flight& second) {
  return time_of_day(second.departs) - time_of_day(first.arrives) >= std::chrono::minutes(45);
}

}  // namespace tau::airline
