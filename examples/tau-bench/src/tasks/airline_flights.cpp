// The part of the airline agent that changes the flights of a reservation.
#include "tasks/airline_agent.hpp"
#include "tasks/flight_options.hpp"
#include "tasks/json_access.hpp"

namespace tau::airline {

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
  const json::array way = cheapest_way(found, cabin, passengers);
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

}  // namespace tau::airline
