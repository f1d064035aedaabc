#include "airline/look_up.hpp"
#include "airline/rules.hpp"

namespace tau::airline {
namespace {

json::object show_flight(const std::string& number, const Flight& flight, const std::string& date) {
  const FlightDay& day = flight.days.at(date);
  return {{"flight_number", number},
          {"date", date},
          {"origin", flight.origin},
          {"destination", flight.destination},
          {"departs", flight.departs},
          {"arrives", flight.arrives},
          {"seats", json::value_from(day.seats)},
          {"fares", json::value_from(day.fares)}};
}

bool goes(const Database& database, const Flight& flight, const std::string& date) {
  const auto day = flight.days.find(date);
  return day != flight.days.end() && day->second.status == FlightStatus::available &&
         date + " " + flight.departs > database.now;
}

Result<wmh::Done> check(const Database& database, const SearchFlights& request) {
  if (auto known = check_airport(database, request.origin); !known) return known;
  if (auto known = check_airport(database, request.destination); !known) return known;
  if (!is_date(request.date))
    return refuse("\"date\" must be a date such as 2030-06-14, not \"{}\"", request.date);
  return wmh::Done{};
}

}  // namespace

Answer search_direct_flight(Database& database, const SearchFlights& request) {
  if (auto good = check(database, request); !good) return std::move(good).error();
  json::array found;
  for (const auto& [number, flight] : database.flights)
    if (flight.origin == request.origin && flight.destination == request.destination &&
        goes(database, flight, request.date))
      found.push_back(show_flight(number, flight, request.date));
  return json::value(std::move(found));
}

Answer search_onestop_flight(Database& database, const SearchFlights& request) {
  if (auto good = check(database, request); !good) return std::move(good).error();
  json::array found;
  for (const auto& [first_number, first] : database.flights) {
    if (first.origin != request.origin || !goes(database, first, request.date)) continue;
    for (const auto& [number, second] : database.flights) {
      if (second.origin != first.destination || second.destination != request.destination ||
          !goes(database, second, request.date) || !can_change(first, second))
        continue;
      found.push_back(json::array{show_flight(first_number, first, request.date),
                                  show_flight(number, second, request.date)});
    }
  }
  return json::value(std::move(found));
}

}  // namespace tau::airline
