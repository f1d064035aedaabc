// The part of the airline agent that books and quotes.
#include "airline/rules.hpp"
#include "tasks/airline_agent.hpp"
#include "tasks/flight_options.hpp"
#include "tasks/json_access.hpp"

#include <algorithm>

namespace tau::airline {

json::array Agent::cheapest(const BookGoal& goal, const std::string& from, const std::string& to,
                            const std::string& date) {
  json::value found = hands_.call("search_direct_flight", query(from, to, date));
  const bool none = found.is_array() && found.get_array().empty();
  if (none || hands_.style().browses) {
    const json::value onestop = hands_.call("search_onestop_flight", query(from, to, date));
    if (none) found = onestop;
  }
  return cheapest_way(found, name_of(goal.cabin), static_cast<std::size_t>(goal.travellers));
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
  return cheapest_way(found, name_of(goal.cabin), static_cast<std::size_t>(goal.travellers));
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
