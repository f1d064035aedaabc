#pragma once

#include "tasks/airline_goals.hpp"
#include "tasks/hands.hpp"

namespace tau::airline {

/// An agent at the airline desk.
class Agent {
 public:
  Agent(Hands& hands, std::string user_id) : hands_(hands), user_id_(std::move(user_id)) {}

  /// Finds out who the customer is.
  void open();
  void work(const Goal& goal);

 private:
  void work(const CancelGoal& goal);
  void work(const MoveGoal& goal);
  void work(const RecabinGoal& goal);
  void work(const BagsGoal& goal);
  void work(const PassengersGoal& goal);
  void work(const BookGoal& goal);
  void work(const CompensateGoal& goal);
  void work(const QuoteGoal& goal);

  json::value reservation(const std::string& id);
  /// The customer's record, asked for once.
  const json::value& user();
  /// The cheapest way on a day: one direct flight, or two with a change where there is none.
  json::array cheapest(const BookGoal& goal, const std::string& from, const std::string& to,
                       const std::string& date);
  json::array connections(const QuoteGoal& goal, const std::string& date);
  json::object booking(const BookGoal& goal, const json::array& legs, int paid_bags);
  /// Sends new flights for a reservation; tries a second payment method when the first is refused.
  void change_flights(const json::value& reservation, json::array flights, std::string_view cabin,
                      const std::string& payment_id, const std::optional<std::string>& other);
  void close(const std::string& reservation_id, bool give_up);

  Hands& hands_;
  std::string user_id_;
  json::value user_{};
};

}  // namespace tau::airline
