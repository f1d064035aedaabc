#pragma once

#include "tasks/hands.hpp"
#include "tasks/retail_goals.hpp"

namespace tau::retail {

/// An agent at the retail desk.
class Agent {
 public:
  Agent(Hands& hands, std::string user_id) : hands_(hands), user_id_(std::move(user_id)) {}
  void work(const Goal& goal);

 private:
  void work(const IdentifyGoal& goal);
  void work(const CancelGoal& goal);
  void work(const ExchangeForGoal& goal);
  void work(const OrderAddressGoal& goal);
  void work(const UserAddressGoal& goal);
  void work(const PaymentGoal& goal);
  void work(const ReturnGoal& goal);
  void work(const SpentGoal& goal);
  void work(const ProductGoal& goal);
  /// `tool` changes a pending order or exchanges delivered items.
  void swap(std::string_view tool, const SwapGoal& goal);

  json::value order(const std::string& id);
  /// Shows what else there is, in the styles that browse.
  void browse(const json::value& order);
  /// The variant for each wish; an agent that checks takes the other options where one is sold out.
  std::vector<std::string> variants(const SwapGoal& goal, const json::value& order, bool others);
  void close(const std::string& order_id, bool give_up);

  Hands& hands_;
  std::string user_id_;
};

}  // namespace tau::retail
