#pragma once

#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>

#include <compare>
#include <cstdint>

namespace tau {

/// An amount in cents; JSON shows it in units, 46.66 say.
struct Money {
  std::int64_t cents = 0;

  auto operator<=>(const Money&) const = default;
  Money& operator+=(Money other) noexcept { return cents += other.cents, *this; }
  Money& operator-=(Money other) noexcept { return cents -= other.cents, *this; }
  friend Money operator+(Money a, Money b) noexcept { return a += b; }
  friend Money operator-(Money a, Money b) noexcept { return a -= b; }
  Money operator-() const noexcept { return {-cents}; }

  double units() const noexcept { return static_cast<double>(cents) / 100; }
};

inline void tag_invoke(boost::json::value_from_tag, boost::json::value& out, Money money) {
  out = money.units();
}

}  // namespace tau
