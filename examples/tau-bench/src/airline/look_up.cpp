#include "airline/look_up.hpp"

#include "desk/with_id.hpp"

namespace tau::airline {

Result<User*> find_user(Database& database, const std::string& user_id) {
  const auto found = database.users.find(user_id);
  if (found == database.users.end()) return refuse("user \"{}\" not found", user_id);
  return &found->second;
}

Result<Reservation*> find_reservation(Database& database, const std::string& reservation_id) {
  const auto found = database.reservations.find(reservation_id);
  if (found == database.reservations.end())
    return refuse("reservation \"{}\" not found", reservation_id);
  return &found->second;
}

Result<Reservation*> find_active(Database& database, const std::string& reservation_id) {
  auto reservation = find_reservation(database, reservation_id);
  if (reservation && (*reservation)->status == ReservationStatus::cancelled)
    return refuse("reservation {} is cancelled", reservation_id);
  return reservation;
}

Result<FlightDay*> find_day(Database& database, const std::string& flight_number,
                            const std::string& date) {
  const auto flight = database.flights.find(flight_number);
  if (flight == database.flights.end()) return refuse("flight \"{}\" not found", flight_number);
  const auto day = flight->second.days.find(date);
  if (day == flight->second.days.end())
    return refuse("flight {} does not go on \"{}\"", flight_number, date);
  return &day->second;
}

Result<wmh::Done> check_airport(const Database& database, const std::string& code) {
  if (!database.airports.contains(code)) return refuse("\"{}\" is no airport of ours", code);
  return wmh::Done{};
}

json::value show(const std::string& reservation_id, const Reservation& reservation) {
  return with_id("reservation_id", reservation_id, reservation);
}

Answer get_user_details(Database& database, const GetUser& request) {
  auto user = find_user(database, request.user_id);
  if (!user) return std::move(user).error();
  return json::value(with_id("user_id", request.user_id, **user));
}

Answer get_reservation_details(Database& database, const GetReservation& request) {
  auto reservation = find_reservation(database, request.reservation_id);
  if (!reservation) return std::move(reservation).error();
  return show(request.reservation_id, **reservation);
}

Answer list_all_airports(Database& database, const ListAirports&) {
  return json::value_from(database.airports);
}

}  // namespace tau::airline
