#include "airline/money.hpp"
#include "airline/seats.hpp"

#include <algorithm>

namespace tau::airline {
namespace {

const Leg* kept_leg(const Reservation& reservation, const FlightChoice& choice) {
  const auto found =
      std::find_if(reservation.flights.begin(), reservation.flights.end(), [&](const Leg& leg) {
        return leg.flight_number == choice.flight_number && leg.date == choice.date;
      });
  return found == reservation.flights.end() ? nullptr : &*found;
}

/// The legs after the change. A flight that stays in the same cabin keeps its fare; every other
/// one is offered at today's.
Result<std::vector<Leg>> plan(Database& database, const Reservation& reservation,
                              const UpdateFlights& request) {
  std::vector<Leg> legs;
  for (const FlightChoice& choice : request.flights) {
    const Leg* kept = kept_leg(reservation, choice);
    if (kept && request.cabin == reservation.cabin) {
      legs.push_back(*kept);
      continue;
    }
    auto leg = offer(database, choice, request.cabin, reservation.passengers.size());
    if (!leg) return std::move(leg).error();
    legs.push_back(std::move(*leg));
  }
  return legs;
}

bool same_flights(const Reservation& reservation, const UpdateFlights& request) {
  return reservation.flights.size() == request.flights.size() &&
         std::all_of(request.flights.begin(), request.flights.end(),
                     [&](const FlightChoice& each) { return kept_leg(reservation, each); });
}

/// Basic economy keeps its flights (its cabin may change), and what has left stays as it was.
Result<wmh::Done> check_policy(const Database& database, const Reservation& reservation,
                               const UpdateFlights& request) {
  if (reservation.cabin == Cabin::basic_economy && !same_flights(reservation, request))
    return refuse("the flights of a basic economy reservation cannot be changed");
  for (const Leg& leg : reservation.flights) {
    if (!departed(database, leg)) continue;
    if (request.cabin != reservation.cabin)
      return refuse("the cabin cannot be changed: flight {} on {} has left", leg.flight_number,
                    leg.date);
    if (!std::any_of(request.flights.begin(), request.flights.end(), [&](const auto& choice) {
          return choice.flight_number == leg.flight_number && choice.date == leg.date;
        }))
      return refuse("flight {} on {} has left and must stay in the list", leg.flight_number,
                    leg.date);
  }
  return wmh::Done{};
}

void move_seats(Database& database, const Reservation& reservation, const std::vector<Leg>& legs,
                Cabin cabin) {
  const auto passengers = static_cast<int>(reservation.passengers.size());
  for (const Leg& leg : reservation.flights)
    change_seats(database, leg, reservation.cabin, passengers);
  for (const Leg& leg : legs)
    change_seats(database, leg, cabin, -passengers);
}

}  // namespace

Answer update_reservation_flights(Database& database, const UpdateFlights& request) {
  auto found = find_active(database, request.reservation_id);
  if (!found) return std::move(found).error();
  Reservation& reservation = **found;
  if (auto good = check_policy(database, reservation, request); !good)
    return std::move(good).error();
  auto legs = plan(database, reservation, request);
  if (!legs) return std::move(legs).error();
  if (auto good = check_route(database, *legs, reservation); !good) return std::move(good).error();
  const std::size_t passengers = reservation.passengers.size();
  const Payment difference{request.payment_id,
                           fare_of(*legs, passengers) - fare_of(reservation.flights, passengers)};
  User& user = database.users.at(reservation.user_id);
  if (auto good = check_change_payment(user, difference); !good) return std::move(good).error();

  move_seats(database, reservation, *legs, request.cabin);
  apply_payment(user, difference);
  if (difference.amount != 0) reservation.payments.push_back(difference);
  reservation.flights = std::move(*legs);
  reservation.cabin = request.cabin;
  return show(request.reservation_id, reservation);
}

}  // namespace tau::airline
