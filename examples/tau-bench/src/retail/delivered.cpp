#include "retail/swap.hpp"

namespace tau::retail {

Answer exchange_delivered_order_items(Database& database, const SwapItems& request) {
  auto found = find_order_in(database, request.order_id, OrderStatus::delivered);
  if (!found) return std::move(found).error();
  Order& order = **found;
  auto swap = plan_swap(database, order, request);
  if (!swap) return std::move(swap).error();
  order.requests.push_back({request.item_ids, request.new_item_ids, swap->difference});
  order.status = OrderStatus::exchange_requested;
  return show(request.order_id, order);
}

/// Money goes back to the method that paid most, or to a gift card of the customer's.
Answer return_delivered_order_items(Database& database, const ReturnItems& request) {
  auto found = find_order_in(database, request.order_id, OrderStatus::delivered);
  if (!found) return std::move(found).error();
  Order& order = **found;
  auto positions = find_items(order, request.order_id, request.item_ids);
  if (!positions) return std::move(positions).error();
  Payment refund{request.payment_id, {}};
  for (const std::size_t at : *positions)
    refund.amount -= order.items[at].price;
  const User& user = database.users.at(order.user_id);
  if (auto good = check_payment(user, refund); !good) return std::move(good).error();
  const std::string payer = main_payer(order);
  if (request.payment_id != payer &&
      !std::holds_alternative<GiftCard>(user.payment_methods.at(request.payment_id)))
    return refuse("a return is refunded to {}, which paid for order {}, or to a gift card", payer,
                  request.order_id);

  order.requests.push_back({request.item_ids, {}, refund});
  order.status = OrderStatus::return_requested;
  return show(request.order_id, order);
}

}  // namespace tau::retail
