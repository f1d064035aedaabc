#pragma once

#include "airline/requests.hpp"
#include "desk/read_json.hpp"

namespace tau::airline {

using Answer = Result<json::value>;

Answer get_user_details(Database& database, const GetUser& request);
Answer get_reservation_details(Database& database, const GetReservation& request);
Answer list_all_airports(Database& database, const ListAirports& request);
Answer search_direct_flight(Database& database, const SearchFlights& request);
Answer search_onestop_flight(Database& database, const SearchFlights& request);
Answer book_reservation(Database& database, const Book& request);
Answer cancel_reservation(Database& database, const Cancel& request);
Answer update_reservation_flights(Database& database, const UpdateFlights& request);
Answer update_reservation_passengers(Database& database, const UpdatePassengers& request);
Answer update_reservation_baggages(Database& database, const UpdateBags& request);
Answer send_certificate(Database& database, const SendCertificate& request);

}  // namespace tau::airline
