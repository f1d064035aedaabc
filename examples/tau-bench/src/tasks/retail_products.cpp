// The part of the retail agent that reads the catalogue: swaps, sums, questions about products.
#include "tasks/json_access.hpp"
#include "tasks/retail_agent.hpp"

#include <algorithm>

namespace tau::retail {
namespace {

/// The item id of the variant with exactly these options; empty when there is none.
std::string find_variant(const json::value& product, const Options& options) {
  const json::value variants = value_at(product, "variants");
  if (!variants.is_object()) return {};
  const json::value wanted = json::value_from(options);
  for (const auto& variant : variants.get_object()) {
    const json::value has = value_at(variant.value(), "options");
    const auto& wishes = wanted.get_object();
    const bool same = std::all_of(wishes.begin(), wishes.end(), [&](const auto& wish) {
      return value_at(has, wish.key()) == wish.value();
    });
    if (same) return std::string(variant.key());
  }
  return {};
}

bool available(const json::value& product, const std::string& item_id) {
  return value_at(value_at(value_at(product, "variants"), item_id), "available") == true;
}

std::string product_of(const json::value& order, const std::string& item_id) {
  for (const json::value& item : list_at(order, "items"))
    if (text_at(item, "item_id") == item_id) return text_at(item, "product_id");
  return {};
}

}  // namespace

std::vector<std::string> Agent::variants(const SwapGoal& goal, const json::value& order,
                                         bool others) {
  std::vector<std::string> ids;
  for (const SwapWish& wish : goal.swaps) {
    const json::value product =
        hands_.call("get_product_details", {{"product_id", product_of(order, wish.item_id)}});
    std::string id = find_variant(product, wish.options);
    const bool sold_out = hands_.style().checks && !available(product, id);
    if (wish.other_options && (others || sold_out)) {
      hands_.say("I am sorry, that one is sold out.");
      id = find_variant(product, *wish.other_options);
    }
    ids.push_back(std::move(id));
  }
  return ids;
}

void Agent::swap(std::string_view tool, const SwapGoal& goal) {
  const json::value record = order(goal.order_id);
  if (hands_.refused()) return;
  json::array old_ids;
  for (const SwapWish& wish : goal.swaps)
    old_ids.push_back(json::value(wish.item_id));
  json::object arguments{{"order_id", goal.order_id},
                         {"item_ids", std::move(old_ids)},
                         {"new_item_ids", json::value_from(variants(goal, record, false))},
                         {"payment_id", goal.payment_id}};
  hands_.say(fmt::format(
      "I would swap {} of order {}; the difference in price goes to {}. Do you "
      "confirm?",
      goal.swaps.size() == 1 ? "the item" : "the items", goal.order_id, goal.payment_id));
  hands_.call(tool, arguments);
  if (hands_.refused() && goal.swaps.front().other_options && !hands_.style().checks) {
    arguments["new_item_ids"] = json::value_from(variants(goal, record, true));
    hands_.call(tool, arguments);
  }
  if (hands_.refused() && goal.other_payment_id) {
    hands_.say(fmt::format("I am sorry, {} does not cover the difference.", goal.payment_id));
    arguments["payment_id"] = *goal.other_payment_id;
    hands_.call(tool, arguments);
  }
  close(goal.order_id, false);
}

void Agent::work(const SpentGoal& goal) {
  const json::value user = hands_.call("get_user_details", {{"user_id", goal.user_id}});
  std::string sum;
  for (const json::value& id : list_at(user, "orders")) {
    const json::value record = order(std::string(id.as_string()));
    browse(record);
    for (const json::value& payment : list_at(record, "payments"))
      sum += fmt::format("{}{}", sum.empty() ? "" : " + ", number_at(payment, "amount"));
  }
  const json::value total = hands_.call("calculate", {{"expression", sum}});
  if (total.is_string())
    hands_.say(fmt::format("All your orders come to {} dollars. Does that help?",
                           std::string(total.get_string())));
}

void Agent::work(const ProductGoal& goal) {
  const json::value types = hands_.call("list_all_product_types");
  const json::value product =
      hands_.call("get_product_details", {{"product_id", text_at(types, goal.name)}});
  const json::value variants = value_at(product, "variants");
  if (!variants.is_object()) return;
  double cheapest = 0;
  int count = 0;
  for (const auto& variant : variants.get_object()) {
    if (value_at(variant.value(), "available") != true) continue;
    const double price = number_at(variant.value(), "price");
    cheapest = count++ == 0 ? price : std::min(cheapest, price);
  }
  hands_.say(
      fmt::format("We have {} kinds of it, from {} dollars. Does that help?", count, cheapest));
}

}  // namespace tau::retail
