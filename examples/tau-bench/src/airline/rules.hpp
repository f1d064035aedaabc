#pragma once

#include "airline/records.hpp"

#include <string_view>

// The airline's policy as numbers and pure functions.
namespace tau::airline {

inline constexpr std::size_t most_passengers = 5;
inline constexpr int most_bags_each = 4;
inline constexpr int bag_fee = 40;                  ///< For each bag that is not free.
inline constexpr int insurance_fee = 25;            ///< For each passenger.
inline constexpr int cancelled_compensation = 100;  ///< For each passenger.
inline constexpr int delayed_compensation = 50;

/// Free bags of one passenger: by cabin 0, 1 or 2; silver members one more, gold members two.
int free_bags(Membership membership, Cabin cabin) noexcept;

/// Bags to pay for out of `total`.
int bags_to_pay(int total, Membership membership, Cabin cabin, std::size_t passengers) noexcept;

/// "2030-06-14".
bool is_date(std::string_view text) noexcept;

/// Whether `created_at` lies at most a day before `now`, both as "2030-06-12 09:00".
bool within_a_day(std::string_view created_at, std::string_view now);

/// Whether one can change from a flight to a later one of the same day: 45 minutes at least.
bool can_change(const Flight& first, const Flight& second);

}  // namespace tau::airline
