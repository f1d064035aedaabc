#include "tasks/airline_agent.hpp"

#include "airline/rules.hpp"
#include "tasks/agents.hpp"
#include "tasks/json_access.hpp"

namespace tau::airline {

void Agent::open() {
  hands_.say("Certainly. May I have your user id, please?");
  if (hands_.style().checks) user();
  if (hands_.style().browses) hands_.call("list_all_airports");
}

const json::value& Agent::user() {
  if (user_.is_null()) user_ = hands_.call("get_user_details", {{"user_id", user_id_}});
  return user_;
}

json::value Agent::reservation(const std::string& id) {
  return hands_.call("get_reservation_details", {{"reservation_id", id}});
}

/// What follows a change: a look at the result, or regret and perhaps a human.
void Agent::close(const std::string& reservation_id, bool give_up) {
  if (hands_.refused()) {
    hands_.say("I am sorry, our policy does not allow this. Is there another way I can help?");
    if (give_up)
      hands_.transfer(fmt::format("{} insists on a change of reservation {} that policy refuses",
                                  user_id_, reservation_id));
    return;
  }
  if (hands_.style().verifies) reservation(reservation_id);
}

void Agent::work(const CancelGoal& goal) {
  if (hands_.style().checks) {
    const json::value record = reservation(goal.reservation_id);
    if (hands_.style().browses)
      for (const json::value& leg : list_at(record, "flights"))
        hands_.call("search_direct_flight", {{"origin", text_at(leg, "origin")},
                                             {"destination", text_at(leg, "destination")},
                                             {"date", text_at(leg, "date")}});
  }
  hands_.say(fmt::format("I would cancel reservation {} and refund what was paid. Shall I proceed?",
                         goal.reservation_id));
  hands_.call("cancel_reservation",
              {{"reservation_id", goal.reservation_id}, {"reason", goal.reason}});
  close(goal.reservation_id, goal.transfer_if_refused.value_or(false));
}

void Agent::work(const PassengersGoal& goal) {
  if (hands_.style().checks) reservation(goal.reservation_id);
  hands_.say(
      fmt::format("I would put {} passengers on reservation {} as you told me. Is that "
                  "right, shall I go ahead?",
                  goal.passengers.size(), goal.reservation_id));
  hands_.call("update_reservation_passengers", {{"reservation_id", goal.reservation_id},
                                                {"passengers", json::value_from(goal.passengers)}});
  close(goal.reservation_id, false);
}

namespace {

/// The bags that the customer has to pay for, by the rules.
int bags_due(const json::value& user, const json::value& reservation, int total) {
  Membership membership{};
  Cabin cabin{};
  boost::describe::enum_from_string(text_at(user, "membership").c_str(), membership);
  boost::describe::enum_from_string(text_at(reservation, "cabin").c_str(), cabin);
  return bags_to_pay(total, membership, cabin, list_at(reservation, "passengers").size());
}

}  // namespace

/// An agent that does not check takes every added bag for one to be paid, and reckons only when
/// the desk refuses that.
void Agent::work(const BagsGoal& goal) {
  const json::value record = reservation(goal.reservation_id);
  const int total = static_cast<int>(number_at(record, "total_bags")) + goal.add;
  const auto send = [&](int paid, const std::string& payment_id) {
    hands_.call("update_reservation_baggages", {{"reservation_id", goal.reservation_id},
                                                {"total_bags", total},
                                                {"paid_bags", paid},
                                                {"payment_id", payment_id}});
  };
  hands_.say(
      fmt::format("That makes {} bags on reservation {}. How would you like to pay for "
                  "those that are not free?",
                  total, goal.reservation_id));
  if (!hands_.style().checks)
    send(static_cast<int>(number_at(record, "paid_bags")) + goal.add, goal.payment_id);
  if (hands_.style().checks || (hands_.refused() && goal.add > 0))
    send(bags_due(user(), record, total), goal.payment_id);
  if (hands_.refused() && goal.other_payment_id)
    send(bags_due(user(), record, total), *goal.other_payment_id);
  close(goal.reservation_id, false);
}

void Agent::work(const CompensateGoal& goal) {
  const auto send = [&](int amount) {
    hands_.call(
        "send_certificate",
        {{"user_id", user_id_}, {"reservation_id", goal.reservation_id}, {"amount", amount}});
  };
  if (hands_.style().checks) {
    const json::value record = reservation(goal.reservation_id);
    if (hands_.style().talks)
      hands_.call("calculate", {{"expression", fmt::format("{} * {}", delayed_compensation,
                                                           list_at(record, "passengers").size())}});
  }
  send(goal.amount);
  if (hands_.refused() && goal.fair_amount > 0) {
    hands_.say("I am sorry, I am unable to give you that much.");
    send(goal.fair_amount);
  }
  close(goal.reservation_id, goal.transfer_if_refused.value_or(false));
  if (!hands_.refused() && hands_.style().browses)
    hands_.call("get_user_details", {{"user_id", user_id_}});
}

void Agent::work(const Goal& goal) {
  const auto take = [this](const auto& wish) {
    if (wish && !hands_.done()) work(*wish);
  };
  take(goal.cancel);
  take(goal.move);
  take(goal.recabin);
  take(goal.bags);
  take(goal.passengers);
  take(goal.book);
  take(goal.compensate);
  take(goal.quote);
}

}  // namespace tau::airline

namespace tau {

wmh::Result<wmh::Done> work_at_airline(Hands& hands, const Task& task) {
  airline::Agent agent(hands, task.user_id);
  agent.open();
  for (const json::value& each : task.goals) {
    auto goal = read_json<airline::Goal>(each, "");
    if (!goal) return std::move(goal).error();
    agent.work(*goal);
  }
  return wmh::Done{};
}

}  // namespace tau
