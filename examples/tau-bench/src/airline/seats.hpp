#pragma once

#include "airline/look_up.hpp"

namespace tau::airline {

/// A flight that can still be booked for so many passengers, as a leg at today's fare. Refuses one
/// that is gone, cancelled, or full.
Result<Leg> offer(Database& database, const FlightChoice& choice, Cabin cabin,
                  std::size_t passengers);

/// Whether legs lead from origin to destination (and back, for a round trip) in order of time.
Result<wmh::Done> check_route(const Database& database, const std::vector<Leg>& legs,
                              const Reservation& reservation);

/// Whether the leg's flight has left.
bool departed(const Database& database, const Leg& leg);

/// Changes the seats left on a leg's flight by `change`.
void change_seats(Database& database, const Leg& leg, Cabin cabin, int change);

}  // namespace tau::airline
