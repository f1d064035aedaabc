#include "tasks/retail_agent.hpp"

#include "tasks/agents.hpp"
#include "tasks/json_access.hpp"

namespace tau::retail {

json::value Agent::order(const std::string& id) {
  return hands_.call("get_order_details", {{"order_id", id}});
}

void Agent::work(const IdentifyGoal& goal) {
  const bool by_email = goal.by == Identification::email;
  hands_.say(by_email ? "Of course. Under which email did you register?"
                      : "Of course. May I have your name and zip code?");
  if (!hands_.style().checks) return;
  if (by_email)
    hands_.call("find_user_id_by_email", {{"email", goal.email}});
  else
    hands_.call(
        "find_user_id_by_name_zip",
        {{"first_name", goal.first_name}, {"last_name", goal.last_name}, {"zip", goal.zip}});
  hands_.call("get_user_details", {{"user_id", user_id_}});
  if (hands_.style().browses) hands_.call("list_all_product_types");
}

void Agent::browse(const json::value& order) {
  if (!hands_.style().browses) return;
  for (const json::value& item : list_at(order, "items"))
    hands_.call("get_product_details", {{"product_id", text_at(item, "product_id")}});
}

/// What follows a change: a look at the result, or regret and perhaps a human.
void Agent::close(const std::string& order_id, bool give_up) {
  if (hands_.refused()) {
    hands_.say(fmt::format("I am sorry, that is not possible for order {}.", order_id));
    if (give_up)
      hands_.transfer(
          fmt::format("{} asks for something that order {} does not allow", user_id_, order_id));
    return;
  }
  if (hands_.style().verifies) order(order_id);
}

void Agent::work(const CancelGoal& goal) {
  if (hands_.style().checks) browse(order(goal.order_id));
  hands_.say(fmt::format("I would cancel order {} as a whole and refund it. Shall I proceed?",
                         goal.order_id));
  hands_.call("cancel_pending_order", {{"order_id", goal.order_id}, {"reason", goal.reason}});
  if (hands_.refused() && goal.other_reason) {
    hands_.say("I am sorry, I cannot take that as a reason.");
    hands_.call("cancel_pending_order",
                {{"order_id", goal.order_id}, {"reason", *goal.other_reason}});
  }
  close(goal.order_id, false);
}

void Agent::work(const ExchangeForGoal& goal) {
  if (hands_.style().checks) browse(order(goal.order_id));
  hands_.call("exchange_delivered_order_items",
              {{"order_id", goal.order_id},
               {"item_ids", json::value_from(goal.item_ids)},
               {"new_item_ids", json::value_from(goal.new_item_ids)},
               {"payment_id", goal.payment_id}});
  close(goal.order_id, false);
}

namespace {

json::object with_address(json::object arguments, const Address& address) {
  arguments["street"] = address.street;
  arguments["city"] = address.city;
  arguments["state"] = address.state;
  arguments["zip"] = address.zip;
  return arguments;
}

}  // namespace

void Agent::work(const OrderAddressGoal& goal) {
  if (hands_.style().checks) browse(order(goal.order_id));
  hands_.say(fmt::format("I would send order {} to {} in {}. Do you confirm?", goal.order_id,
                         goal.address.street, goal.address.city));
  hands_.call("modify_pending_order_address",
              with_address({{"order_id", goal.order_id}}, goal.address));
  close(goal.order_id, false);
}

void Agent::work(const UserAddressGoal& goal) {
  hands_.say(fmt::format("Your profile would show {} in {}. Do you confirm?", goal.address.street,
                         goal.address.city));
  hands_.call("modify_user_address", with_address({{"user_id", user_id_}}, goal.address));
  if (hands_.style().verifies) hands_.call("get_user_details", {{"user_id", user_id_}});
}

void Agent::work(const PaymentGoal& goal) {
  if (hands_.style().checks) browse(order(goal.order_id));
  hands_.say(fmt::format("How would you like to pay for order {} from now on?", goal.order_id));
  hands_.call("modify_pending_order_payment",
              {{"order_id", goal.order_id}, {"payment_id", goal.payment_id}});
  if (hands_.refused() && goal.other_payment_id) {
    hands_.say("I am sorry, that does not cover the order.");
    hands_.call("modify_pending_order_payment",
                {{"order_id", goal.order_id}, {"payment_id", *goal.other_payment_id}});
  }
  close(goal.order_id, false);
}

void Agent::work(const ReturnGoal& goal) {
  const auto send = [&](const std::string& payment_id) {
    hands_.call("return_delivered_order_items", {{"order_id", goal.order_id},
                                                 {"item_ids", json::value_from(goal.item_ids)},
                                                 {"payment_id", payment_id}});
  };
  if (hands_.style().checks) browse(order(goal.order_id));
  hands_.say(fmt::format("{} of order {} can be sent back. Where should it be refunded to?",
                         goal.item_ids.size() == 1 ? "One item" : "The items", goal.order_id));
  send(goal.payment_id);
  if (hands_.refused() && goal.other_payment_id) {
    hands_.say("I am sorry, I cannot refund it there.");
    send(*goal.other_payment_id);
  }
  close(goal.order_id, goal.transfer_if_refused.value_or(false));
}

void Agent::work(const Goal& goal) {
  const auto take = [this](const auto& wish) {
    if (wish && !hands_.done()) work(*wish);
  };
  take(goal.identify);
  take(goal.cancel);
  if (goal.modify) swap("modify_pending_order_items", *goal.modify);
  if (goal.exchange) swap("exchange_delivered_order_items", *goal.exchange);
  take(goal.exchange_for);
  take(goal.order_address);
  take(goal.user_address);
  take(goal.payment);
  take(goal.return_items);
  take(goal.spent);
  take(goal.product);
}

}  // namespace tau::retail

namespace tau {

wmh::Result<wmh::Done> work_at_retail(Hands& hands, const Task& task) {
  retail::Agent agent(hands, task.user_id);
  for (const json::value& each : task.goals) {
    auto goal = read_json<retail::Goal>(each, "");
    if (!goal) return std::move(goal).error();
    agent.work(*goal);
  }
  return wmh::Done{};
}

}  // namespace tau
