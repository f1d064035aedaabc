#pragma once

#include "airline/records.hpp"

#include <optional>

// What the airline's tools are asked: members are parameters.
namespace tau::airline {

struct GetUser {
  std::string user_id;
};
BOOST_DESCRIBE_STRUCT(GetUser, (), (user_id))

struct GetReservation {
  std::string reservation_id;
};
BOOST_DESCRIBE_STRUCT(GetReservation, (), (reservation_id))

struct ListAirports {};
BOOST_DESCRIBE_STRUCT(ListAirports, (), ())

struct SearchFlights {
  std::string origin;
  std::string destination;
  std::string date;
};
BOOST_DESCRIBE_STRUCT(SearchFlights, (), (origin, destination, date))

struct FlightChoice {
  std::string flight_number;
  std::string date;
};
BOOST_DESCRIBE_STRUCT(FlightChoice, (), (flight_number, date))

struct Book {
  std::string user_id;
  std::string origin;
  std::string destination;
  Trip trip{};
  Cabin cabin{};
  std::vector<FlightChoice> flights;
  std::vector<Passenger> passengers;
  std::vector<Payment> payments;
  int total_bags = 0;
  int paid_bags = 0;
  bool insurance = false;
};
BOOST_DESCRIBE_STRUCT(Book, (),
                      (user_id, origin, destination, trip, cabin, flights, passengers, payments,
                       total_bags, paid_bags, insurance))

enum class CancelReason { change_of_plan, airline_cancelled, health, weather, other };
BOOST_DESCRIBE_ENUM(CancelReason, change_of_plan, airline_cancelled, health, weather, other)

struct Cancel {
  std::string reservation_id;
  CancelReason reason{};
};
BOOST_DESCRIBE_STRUCT(Cancel, (), (reservation_id, reason))

struct UpdateFlights {
  std::string reservation_id;
  Cabin cabin{};
  std::vector<FlightChoice> flights;
  std::string payment_id;
};
BOOST_DESCRIBE_STRUCT(UpdateFlights, (), (reservation_id, cabin, flights, payment_id))

struct UpdatePassengers {
  std::string reservation_id;
  std::vector<Passenger> passengers;
};
BOOST_DESCRIBE_STRUCT(UpdatePassengers, (), (reservation_id, passengers))

struct UpdateBags {
  std::string reservation_id;
  int total_bags = 0;
  int paid_bags = 0;
  std::string payment_id;
};
BOOST_DESCRIBE_STRUCT(UpdateBags, (), (reservation_id, total_bags, paid_bags, payment_id))

struct SendCertificate {
  std::string user_id;
  std::string reservation_id;
  int amount = 0;
};
BOOST_DESCRIBE_STRUCT(SendCertificate, (), (user_id, reservation_id, amount))

}  // namespace tau::airline
