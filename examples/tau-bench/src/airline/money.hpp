#pragma once

#include "airline/look_up.hpp"

namespace tau::airline {

/// Sums a share of a price over legs: fares times passengers.
int fare_of(const std::vector<Leg>& legs, std::size_t passengers) noexcept;

/// Refuses what cannot pay `amount`: a method that the user does not have, a balance too small.
Result<wmh::Done> check_payment(const User& user, const Payment& payment);

/// As check_payment for changes of a reservation, where certificates are not taken.
Result<wmh::Done> check_change_payment(const User& user, const Payment& payment);

/// Moves money after a check; a negative amount goes back to a gift card's or certificate's
/// balance.
void apply_payment(User& user, const Payment& payment);

}  // namespace tau::airline
