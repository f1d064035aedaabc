#pragma once

#include "airline/tools.hpp"

namespace tau::airline {

/// The record of an id; the refusal says that there is none. Valid while the database stands.
Result<User*> find_user(Database& database, const std::string& user_id);
Result<Reservation*> find_reservation(Database& database, const std::string& reservation_id);
/// A flight on a day.
Result<FlightDay*> find_day(Database& database, const std::string& flight_number,
                            const std::string& date);
/// Refuses a code that is no airport.
Result<wmh::Done> check_airport(const Database& database, const std::string& code);

/// As find_reservation, but refuses a cancelled one.
Result<Reservation*> find_active(Database& database, const std::string& reservation_id);

json::value show(const std::string& reservation_id, const Reservation& reservation);

}  // namespace tau::airline
