#include "airline/seats.hpp"

#include <algorithm>

namespace tau::airline {

bool departed(const Database& database, const Leg& leg) {
  const Flight& flight = database.flights.at(leg.flight_number);
  return leg.date + " " + flight.departs <= database.now;
}

Result<Leg> offer(Database& database, const FlightChoice& choice, Cabin cabin,
                  std::size_t passengers) {
  auto day = find_day(database, choice.flight_number, choice.date);
  if (!day) return std::move(day).error();
  const Flight& flight = database.flights.at(choice.flight_number);
  Leg leg{choice.flight_number, choice.date, flight.origin, flight.destination,
          (*day)->fares[cabin]};
  if ((*day)->status != FlightStatus::available || departed(database, leg))
    return refuse("flight {} on {} cannot be booked: it is {}", leg.flight_number, leg.date,
                  boost::describe::enum_to_string((*day)->status, "not available"));
  const int left = (*day)->seats[cabin];
  if (left < static_cast<int>(passengers))
    return refuse("flight {} on {} has {} seats left in {}, {} are needed", leg.flight_number,
                  leg.date, left, boost::describe::enum_to_string(cabin, "that cabin"), passengers);
  return leg;
}

namespace {

Result<wmh::Done> check_order(const Database& database, const Leg& before, const Leg& after) {
  if (before.destination != after.origin)
    return refuse("flight {} ends at {} but flight {} starts at {}", before.flight_number,
                  before.destination, after.flight_number, after.origin);
  const std::string arrives = before.date + " " + database.flights.at(before.flight_number).arrives;
  const std::string departs = after.date + " " + database.flights.at(after.flight_number).departs;
  if (departs <= arrives)
    return refuse("flight {} on {} leaves before flight {} on {} arrives", after.flight_number,
                  after.date, before.flight_number, before.date);
  return wmh::Done{};
}

}  // namespace

Result<wmh::Done> check_route(const Database& database, const std::vector<Leg>& legs,
                              const Reservation& reservation) {
  const std::string& origin = reservation.origin;
  const std::string& destination = reservation.destination;
  const bool round = reservation.trip == Trip::round_trip;
  if (legs.empty()) return refuse("\"flights\" is empty");
  for (std::size_t i = 1; i < legs.size(); ++i)
    if (auto good = check_order(database, legs[i - 1], legs[i]); !good) return good;
  const bool gets_there = std::any_of(
      legs.begin(), legs.end(), [&](const Leg& leg) { return leg.destination == destination; });
  const std::string& end = round ? origin : destination;
  if (legs.front().origin != origin || legs.back().destination != end || !gets_there)
    return refuse("the flights do not make a {} from {} to {}", round ? "round trip" : "trip",
                  origin, destination);
  return wmh::Done{};
}

void change_seats(Database& database, const Leg& leg, Cabin cabin, int change) {
  database.flights.at(leg.flight_number).days.at(leg.date).seats[cabin] += change;
}

}  // namespace tau::airline
