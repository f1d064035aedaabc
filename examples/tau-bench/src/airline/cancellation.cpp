#include "airline/money.hpp"
#include "airline/rules.hpp"
#include "airline/seats.hpp"

#include <algorithm>

namespace tau::airline {
namespace {

bool airline_cancelled(const Database& database, const Reservation& reservation) {
  return std::any_of(reservation.flights.begin(), reservation.flights.end(), [&](const Leg& leg) {
    const auto& days = database.flights.at(leg.flight_number).days;
    return days.at(leg.date).status == FlightStatus::cancelled;
  });
}

/// A reservation can be cancelled within a day of booking, when the airline cancelled a flight of
/// it, in business, and with insurance for reasons of health or weather.
bool may_cancel(const Database& database, const Reservation& reservation, CancelReason reason) {
  const bool insured =
      reservation.insurance && (reason == CancelReason::health || reason == CancelReason::weather);
  return insured || reservation.cabin == Cabin::business ||
         within_a_day(reservation.created_at, database.now) ||
         airline_cancelled(database, reservation);
}

/// Every payment goes back to where it came from.
void refund(User& user, Reservation& reservation) {
  const std::vector<Payment> paid = reservation.payments;
  for (const Payment& payment : paid) {
    reservation.payments.push_back({payment.payment_id, -payment.amount});
    apply_payment(user, reservation.payments.back());
  }
}

}  // namespace

Answer cancel_reservation(Database& database, const Cancel& request) {
  auto found = find_active(database, request.reservation_id);
  if (!found) return std::move(found).error();
  Reservation& reservation = **found;
  for (const Leg& leg : reservation.flights)
    if (departed(database, leg))
      return refuse("reservation {} cannot be cancelled: flight {} on {} has left",
                    request.reservation_id, leg.flight_number, leg.date);
  if (!may_cancel(database, reservation, request.reason))
    return refuse(
        "policy does not allow to cancel reservation {} ({}, {} insurance, booked {}) for \"{}\"",
        request.reservation_id, boost::describe::enum_to_string(reservation.cabin, "?"),
        reservation.insurance ? "with" : "no", reservation.created_at,
        boost::describe::enum_to_string(request.reason, "?"));

  const auto passengers = static_cast<int>(reservation.passengers.size());
  for (const Leg& leg : reservation.flights)
    change_seats(database, leg, reservation.cabin, passengers);
  refund(database.users.at(reservation.user_id), reservation);
  reservation.status = ReservationStatus::cancelled;
  return show(request.reservation_id, reservation);
}

}  // namespace tau::airline
