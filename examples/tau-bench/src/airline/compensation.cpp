#include "airline/look_up.hpp"
#include "airline/rules.hpp"
#include "desk/with_id.hpp"

#include <algorithm>

namespace tau::airline {
namespace {

/// What one passenger is owed for the worst flight of a reservation.
int owed_each(const Database& database, const Reservation& reservation) {
  int owed = 0;
  for (const Leg& leg : reservation.flights) {
    const auto status = database.flights.at(leg.flight_number).days.at(leg.date).status;
    if (status == FlightStatus::cancelled) owed = std::max(owed, cancelled_compensation);
    if (status == FlightStatus::delayed) owed = std::max(owed, delayed_compensation);
  }
  return owed;
}

bool entitled(const User& user, const Reservation& reservation) {
  return user.membership != Membership::regular || reservation.insurance ||
         reservation.cabin == Cabin::business;
}

Result<wmh::Done> check(const Database& database, const User& user, const SendCertificate& request,
                        const Reservation& reservation) {
  if (reservation.user_id != request.user_id)
    return refuse("reservation {} is not {}'s", request.reservation_id, request.user_id);
  const int most =
      owed_each(database, reservation) * static_cast<int>(reservation.passengers.size());
  if (most == 0)
    return refuse("no flight of reservation {} is cancelled or delayed", request.reservation_id);
  if (!entitled(user, reservation))
    return refuse(
        "compensation is for silver and gold members, business class and insured trips; "
        "reservation {} is none of them",
        request.reservation_id);
  if (request.amount < 1 || request.amount > most)
    return refuse("\"amount\" must be between $1 and ${} for reservation {}", most,
                  request.reservation_id);
  return wmh::Done{};
}

}  // namespace

Answer send_certificate(Database& database, const SendCertificate& request) {
  auto user = find_user(database, request.user_id);
  if (!user) return std::move(user).error();
  auto reservation = find_reservation(database, request.reservation_id);
  if (!reservation) return std::move(reservation).error();
  if (auto good = check(database, **user, request, **reservation); !good)
    return std::move(good).error();
  const std::string id = "certificate_" + request.reservation_id;
  const Balance certificate{BalanceKind::certificate, request.amount};
  if (!(*user)->payment_methods.emplace(id, certificate).second)
    return refuse("reservation {} has been compensated already", request.reservation_id);
  return json::value(with_id("payment_id", id, certificate));
}

}  // namespace tau::airline
