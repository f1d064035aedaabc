#include "airline/money.hpp"
#include "airline/rules.hpp"
#include "airline/seats.hpp"

#include <set>

namespace tau::airline {
namespace {

Result<Reservation> plan(Database& database, const Book& request) {
  Reservation plan;
  plan.user_id = request.user_id;
  plan.origin = request.origin;
  plan.destination = request.destination;
  plan.trip = request.trip;
  plan.cabin = request.cabin;
  plan.passengers = request.passengers;
  plan.payments = request.payments;
  plan.created_at = database.now;
  plan.total_bags = request.total_bags;
  plan.paid_bags = request.paid_bags;
  plan.insurance = request.insurance;
  for (const FlightChoice& choice : request.flights) {
    auto leg = offer(database, choice, request.cabin, request.passengers.size());
    if (!leg) return std::move(leg).error();
    plan.flights.push_back(std::move(*leg));
  }
  return plan;
}

Result<wmh::Done> check_party(const Book& request, Membership membership) {
  const std::size_t passengers = request.passengers.size();
  if (passengers == 0 || passengers > most_passengers)
    return refuse("a reservation has 1 to {} passengers, not {}", most_passengers, passengers);
  if (request.total_bags < 0 || request.total_bags > most_bags_each * static_cast<int>(passengers))
    return refuse("{} bags are too many for {} passengers", request.total_bags, passengers);
  const int due = bags_to_pay(request.total_bags, membership, request.cabin, passengers);
  if (request.paid_bags != due)
    return refuse("\"paid_bags\" must be {}: of {} in all, {} for each passenger are free", due,
                  request.total_bags, free_bags(membership, request.cabin));
  return wmh::Done{};
}

int price_of(const Reservation& plan) {
  const auto passengers = static_cast<int>(plan.passengers.size());
  return fare_of(plan.flights, plan.passengers.size()) + plan.paid_bags * bag_fee +
         (plan.insurance ? insurance_fee * passengers : 0);
}

/// At most one certificate, one credit card and three gift cards pay for a booking, each once.
Result<wmh::Done> check_mixture(const User& user, const std::vector<Payment>& payments) {
  int cards = 0, certificates = 0, gift_cards = 0;
  std::set<std::string_view> named;
  for (const Payment& payment : payments) {
    if (!named.insert(payment.payment_id).second)
      return refuse("{} is named twice", payment.payment_id);
    const PaymentMethod& method = user.payment_methods.at(payment.payment_id);
    const auto* balance = std::get_if<Balance>(&method);
    ++(!balance ? cards : balance->kind == BalanceKind::certificate ? certificates : gift_cards);
  }
  if (cards > 1 || certificates > 1 || gift_cards > 3)
    return refuse("a booking takes at most 1 credit card, 1 certificate and 3 gift cards");
  return wmh::Done{};
}

Result<wmh::Done> check_payments(const User& user, const Reservation& plan) {
  int paid = 0;
  for (const Payment& payment : plan.payments) {
    if (payment.amount < 1) return refuse("a payment must be at least $1");
    if (auto good = check_payment(user, payment); !good) return good;
    paid += payment.amount;
  }
  if (auto good = check_mixture(user, plan.payments); !good) return good;
  if (paid != price_of(plan))
    return refuse("the payments add up to ${}, the price is ${}", paid, price_of(plan));
  return wmh::Done{};
}

std::string next_id(const Database& database) {
  std::size_t number = 1;
  while (database.reservations.contains(fmt::format("NEW{:03}", number)))
    ++number;
  return fmt::format("NEW{:03}", number);
}

}  // namespace

Answer book_reservation(Database& database, const Book& request) {
  auto user = find_user(database, request.user_id);
  if (!user) return std::move(user).error();
  if (auto good = check_party(request, (*user)->membership); !good) return std::move(good).error();
  auto booked = plan(database, request);
  if (!booked) return std::move(booked).error();
  if (auto good = check_route(database, booked->flights, *booked); !good)
    return std::move(good).error();
  if (auto good = check_payments(**user, *booked); !good) return std::move(good).error();

  const auto passengers = static_cast<int>(booked->passengers.size());
  for (const Leg& leg : booked->flights)
    change_seats(database, leg, booked->cabin, -passengers);
  for (const Payment& payment : booked->payments)
    apply_payment(**user, payment);
  const std::string id = next_id(database);
  (*user)->reservations.push_back(id);
  return show(id, database.reservations.emplace(id, std::move(*booked)).first->second);
}

}  // namespace tau::airline
