// The part of the airline agent that deals in flights: changing them, booking, quoting.
#include "airline/rules.hpp"
#include "tasks/airline_agent.hpp"
#include "tasks/json_access.hpp"

#include <algorithm>

namespace tau::airline {
namespace {

std::string_view name_of(Cabin cabin) {
  return boost::describe::enum_to_string(cabin, "?");
}

int fare(const json::value& flight, std::string_view cabin) {
  return static_cast<int>(number_at(value_at(flight, "fares"), cabin));
}

bool has_seats(const json::value& flight, std::string_view cabin, std::size_t passengers) {
  return number_at(value_at(flight, "seats"), cabin) >= static_cast<double>(passengers);
}

json::object choice(const json::value& flight) {
  return {{"flight_number", text_at(flight, "flight_number")}, {"date", text_at(flight, "date")}};
}

json::object query(const std::string& from, const std::string& to, const std::string& date) {
  return {{"origin", from}, {"destination", to}, {"date", date}};
}

json::array choices(const json::array& legs) {
  json::array all;
  for (const json::value& leg : legs)
    all.push_back(choice(leg));
  return all;
}

int fares(const json::array& legs, std::string_view cabin) {
  int sum = 0;
  for (const json::value& leg : legs)
    sum += fare(leg, cabin);
  return sum;
}

/// The cheapest of ways with seats for everybody; empty when there is none.
json::array best(const std::vector<json::array>& ways, std::string_view cabin,
                 std::size_t passengers) {
  json::array best_way;
  for (const json::array& way : ways) {
    const bool fits = std::all_of(way.begin(), way.end(), [&](const json::value& leg) {
      return has_seats(leg, cabin, passengers);
    });
    if (fits && (best_way.empty() || fares(way, cabin) < fares(best_way, cabin))) best_way = way;
  }
  return best_way;
}

std::vector<json::array> ways(const json::value& found) {
  std::vector<json::array> all;
  if (!found.is_array()) return all;
  for (const json::value& each : found.get_array())
    all.push_back(each.is_array() ? each.get_array() : json::array{each});
  return all;
}

}  // namespace

void Agent::change_flights(const json::value& reservation, json::array flights,
                           std::string_view cabin, const std::string& payment_id,
                           const std::optional<std::string>& other) {
  const std::string id = text_at(reservation, "reservation_id");
  json::object arguments{{"reservation_id", id},
                         {"cabin", cabin},
                         {"flights", std::move(flights)},
                         {"payment_id", payment_id}};
  hands_.say(
      fmt::format("I would change reservation {} and settle the difference in price with "
                  "{}. Do you confirm?",
                  id, payment_id));
  hands_.call("update_reservation_flights", arguments);
  if (hands_.refused() && other) {
    hands_.say(fmt::format("I am sorry, {} does not cover it.", payment_id));
    arguments["payment_id"] = *other;
    hands_.call("update_reservation_flights", arguments);
  }
  close(id, false);
}

void Agent::work(const MoveGoal& goal) {
  const json::value record = reservation(goal.reservation_id);
  if (hands_.refused()) return;
  json::array legs = list_at(record, "flights");
  json::value& leg = legs.at(static_cast<std::size_t>(goal.leg));
  const std::string from = text_at(leg, "origin"), to = text_at(leg, "destination");
  const std::string cabin = text_at(record, "cabin");
  const std::size_t passengers = list_at(record, "passengers").size();
  const json::value found = hands_.call("search_direct_flight", query(from, to, goal.date));
  if (hands_.style().browses) hands_.call("search_onestop_flight", query(from, to, goal.date));
  const json::array way = best(ways(found), cabin, passengers);
  if (way.empty()) {
    hands_.say("I am sorry, there are no seats left on that day.");
    return;
  }
  if (hands_.style().talks)
    hands_.call("calculate", {{"expression", fmt::format("({} - {}) * {}", fare(way[0], cabin),
                                                         number_at(leg, "fare"), passengers)}});
  leg = way[0];
  change_flights(record, choices(legs), cabin, goal.payment_id, goal.other_payment_id);
}

void Agent::work(const RecabinGoal& goal) {
  const json::value record = reservation(goal.reservation_id);
  if (hands_.refused()) return;
  const json::array legs = list_at(record, "flights");
  if (hands_.style().checks)
    for (const json::value& leg : legs)
      hands_.call("search_direct_flight",
                  query(text_at(leg, "origin"), text_at(leg, "destination"), text_at(leg, "date")));
  change_flights(record, choices(legs), name_of(goal.cabin), goal.payment_id,
                 goal.other_payment_id);
}

json::array Agent::cheapest(const BookGoal& goal, const std::string& from, const std::string& to,
                            const std::string& date) {
  json::value found = hands_.call("search_direct_flight", query(from, to, date));
  const bool none = found.is_array() && found.get_array().empty();
  if (none || hands_.style().browses) {
    const json::value onestop = hands_.call("search_onestop_flight", query(from, to, date));
    if (none) found = onestop;
  }
  return best(ways(found), name_of(goal.cabin), static_cast<std::size_t>(goal.travellers));
}

namespace {

json::array travellers(const json::value& user, int count) {
  json::array party{json::object{{"first_name", text_at(value_at(user, "name"), "first_name")},
                                 {"last_name", text_at(value_at(user, "name"), "last_name")},
                                 {"date_of_birth", text_at(user, "date_of_birth")}}};
  for (const json::value& saved : list_at(user, "saved_passengers"))
    party.push_back(saved);
  while (party.size() < static_cast<std::size_t>(count))
    party.push_back(party[party.size() % 2]);
  party.resize(static_cast<std::size_t>(count));
  return party;
}

/// Methods pay in order, each as far as its balance goes.
json::array split_price(const json::value& user, const std::vector<std::string>& ids, int price) {
  json::array payments;
  for (const std::string& id : ids) {
    const json::value method = value_at(value_at(user, "payment_methods"), id);
    const bool limited = text_at(method, "kind") != "credit_card";
    const int amount =
        limited ? std::min(price, static_cast<int>(number_at(method, "amount"))) : price;
    if (amount > 0) payments.push_back({{"payment_id", id}, {"amount", amount}});
    price -= amount;
  }
  return payments;
}

}  // namespace

json::object Agent::booking(const BookGoal& goal, const json::array& legs, int paid_bags) {
  const int price = fares(legs, name_of(goal.cabin)) * goal.travellers + paid_bags * bag_fee +
                    (goal.insurance ? insurance_fee * goal.travellers : 0);
  return {{"user_id", user_id_},
          {"origin", goal.origin},
          {"destination", goal.destination},
          {"trip", goal.return_date ? "round_trip" : "one_way"},
          {"cabin", name_of(goal.cabin)},
          {"flights", choices(legs)},
          {"passengers", travellers(user(), goal.travellers)},
          {"payments", split_price(user(), goal.payment_ids, price)},
          {"total_bags", goal.bags},
          {"paid_bags", paid_bags},
          {"insurance", goal.insurance}};
}

void Agent::work(const BookGoal& goal) {
  user();
  json::array legs = cheapest(goal, goal.origin, goal.destination, goal.date);
  if (goal.return_date)
    for (json::value& leg : cheapest(goal, goal.destination, goal.origin, *goal.return_date))
      legs.push_back(std::move(leg));
  if (legs.empty()) {
    hands_.say("I am sorry, there are no seats left on that day.");
    return;
  }
  Membership membership{};
  boost::describe::enum_from_string(text_at(user(), "membership").c_str(), membership);
  const int due =
      bags_to_pay(goal.bags, membership, goal.cabin, static_cast<std::size_t>(goal.travellers));
  if (hands_.style().talks)
    hands_.call("calculate",
                {{"expression", fmt::format("{} * {} + {} * {}", fares(legs, name_of(goal.cabin)),
                                            goal.travellers, due, bag_fee)}});
  hands_.say("That is the best I found. How would you like to pay?");
  hands_.say("I would book that for you now. Do you confirm?");
  if (!hands_.style().checks && goal.bags > 0)
    hands_.call("book_reservation", booking(goal, legs, due == 0 ? goal.bags : 0));
  if (hands_.style().checks || goal.bags == 0 || hands_.refused())
    hands_.call("book_reservation", booking(goal, legs, due));
  if (hands_.refused())
    hands_.say("I am sorry, that is not possible.");
  else if (hands_.style().verifies)
    hands_.call("get_user_details", {{"user_id", user_id_}});
}

json::array Agent::connections(const QuoteGoal& goal, const std::string& date) {
  json::value found =
      hands_.call("search_direct_flight", query(goal.origin, goal.destination, date));
  if (found.is_array() && found.get_array().empty())
    found = hands_.call("search_onestop_flight", query(goal.origin, goal.destination, date));
  return best(ways(found), name_of(goal.cabin), static_cast<std::size_t>(goal.travellers));
}

void Agent::work(const QuoteGoal& goal) {
  std::string told;
  for (const std::string& date : goal.dates) {
    const json::array way = connections(goal, date);
    if (way.empty()) continue;
    const json::value price = hands_.call(
        "calculate",
        {{"expression", fmt::format("{} * {}", goal.travellers, fares(way, name_of(goal.cabin)))}});
    if (price.is_string())
      told += fmt::format("{}: {} dollars. ", date, std::string(price.get_string()));
  }
  hands_.say(told.empty() ? "I am sorry, there is no way on these days."
                          : told + "Would you like to go ahead with one of them?");
}

}  // namespace tau::airline
