#pragma once

#include "desk/person.hpp"

#include <boost/describe.hpp>

#include <map>
#include <string>
#include <variant>
#include <vector>

// What the airline keeps. Amounts are whole dollars.
namespace tau::airline {

enum class Cabin { basic_economy, economy, business };
BOOST_DESCRIBE_ENUM(Cabin, basic_economy, economy, business)

/// One number for each cabin: seats left, or the fare.
struct Cabins {
  int basic_economy = 0;
  int economy = 0;
  int business = 0;

  int& operator[](Cabin cabin) noexcept {
    return cabin == Cabin::business ? business : cabin == Cabin::economy ? economy : basic_economy;
  }
  int operator[](Cabin cabin) const noexcept { return Cabins(*this)[cabin]; }
};
BOOST_DESCRIBE_STRUCT(Cabins, (), (basic_economy, economy, business))

enum class FlightStatus { available, delayed, cancelled, landed };
BOOST_DESCRIBE_ENUM(FlightStatus, available, delayed, cancelled, landed)

struct FlightDay {
  FlightStatus status{};
  Cabins seats{};
  Cabins fares{};
};
BOOST_DESCRIBE_STRUCT(FlightDay, (), (status, seats, fares))

/// A flight of the timetable: it goes once a day, on the days it has.
struct Flight {
  std::string origin;
  std::string destination;
  std::string departs;  ///< "06:40", local time.
  std::string arrives;
  std::map<std::string, FlightDay> days;
};
BOOST_DESCRIBE_STRUCT(Flight, (), (origin, destination, departs, arrives, days))

enum class Membership { regular, silver, gold };
BOOST_DESCRIBE_ENUM(Membership, regular, silver, gold)

enum class CardKind { credit_card };
BOOST_DESCRIBE_ENUM(CardKind, credit_card)
struct CreditCard {
  CardKind kind{};
  std::string brand;
  std::string last_four;
};
BOOST_DESCRIBE_STRUCT(CreditCard, (), (kind, brand, last_four))

enum class BalanceKind { gift_card, certificate };
BOOST_DESCRIBE_ENUM(BalanceKind, gift_card, certificate)
struct Balance {
  BalanceKind kind{};
  int amount = 0;
};
BOOST_DESCRIBE_STRUCT(Balance, (), (kind, amount))

using PaymentMethod = std::variant<CreditCard, Balance>;

struct Passenger {
  std::string first_name;
  std::string last_name;
  std::string date_of_birth;

  bool operator==(const Passenger&) const = default;
};
BOOST_DESCRIBE_STRUCT(Passenger, (), (first_name, last_name, date_of_birth))

struct User {
  PersonName name;
  std::string email;
  std::string date_of_birth;
  Address address;
  Membership membership{};
  std::map<std::string, PaymentMethod> payment_methods;
  std::vector<Passenger> saved_passengers;
  std::vector<std::string> reservations;
};
BOOST_DESCRIBE_STRUCT(User, (),
                      (name, email, date_of_birth, address, membership, payment_methods,
                       saved_passengers, reservations))

/// A flight of a reservation with the fare that each passenger paid for it.
struct Leg {
  std::string flight_number;
  std::string date;
  std::string origin;
  std::string destination;
  int fare = 0;
};
BOOST_DESCRIBE_STRUCT(Leg, (), (flight_number, date, origin, destination, fare))

struct Payment {
  std::string payment_id;
  int amount = 0;  ///< Below zero: given back.
};
BOOST_DESCRIBE_STRUCT(Payment, (), (payment_id, amount))

enum class Trip { one_way, round_trip };
BOOST_DESCRIBE_ENUM(Trip, one_way, round_trip)

enum class ReservationStatus { active, cancelled };
BOOST_DESCRIBE_ENUM(ReservationStatus, active, cancelled)

struct Reservation {
  std::string user_id;
  std::string origin;
  std::string destination;
  Trip trip{};
  Cabin cabin{};
  std::vector<Leg> flights;
  std::vector<Passenger> passengers;
  std::vector<Payment> payments;
  std::string created_at;
  int total_bags = 0;
  int paid_bags = 0;
  bool insurance = false;
  ReservationStatus status{};
};
BOOST_DESCRIBE_STRUCT(Reservation, (),
                      (user_id, origin, destination, trip, cabin, flights, passengers, payments,
                       created_at, total_bags, paid_bags, insurance, status))

struct Database {
  std::string now;
  std::map<std::string, std::string> airports;  ///< Code to city.
  std::map<std::string, User> users;
  std::map<std::string, Flight> flights;
  std::map<std::string, Reservation> reservations;
};
BOOST_DESCRIBE_STRUCT(Database, (), (now, airports, users, flights, reservations))

}  // namespace tau::airline
