#include "retail/swap.hpp"

#include <algorithm>

namespace tau::retail {
namespace {

Result<Item> replacement(const Database& database, const Item& old, const std::string& new_id) {
  const Product& product = database.products.at(old.product_id);
  const auto variant = product.variants.find(new_id);
  if (variant == product.variants.end())
    return refuse("item {} is no variant of the product {} ({})", new_id, old.product_id,
                  product.name);
  if (new_id == old.item_id) return refuse("item {} would be replaced by itself", new_id);
  if (!variant->second.available) return refuse("item {} is not available", new_id);
  return Item{old.name, old.product_id, new_id, variant->second.price, variant->second.options};
}

}  // namespace

Result<std::vector<std::size_t>> find_items(const Order& order, const std::string& order_id,
                                            const std::vector<std::string>& item_ids) {
  if (item_ids.empty()) return refuse("\"item_ids\" is empty");
  std::vector<std::size_t> positions;
  for (const std::string& id : item_ids) {
    std::size_t at = 0;
    const auto taken = [&] {
      return std::find(positions.begin(), positions.end(), at) != positions.end();
    };
    while (at < order.items.size() && (order.items[at].item_id != id || taken()))
      ++at;
    if (at == order.items.size()) return refuse("item {} is not in order {}", id, order_id);
    positions.push_back(at);
  }
  return positions;
}

Result<Swap> plan_swap(Database& database, const Order& order, const SwapItems& request) {
  if (request.item_ids.size() != request.new_item_ids.size())
    return refuse("{} items cannot be replaced by {}: name one new item for each old one",
                  request.item_ids.size(), request.new_item_ids.size());
  auto positions = find_items(order, request.order_id, request.item_ids);
  if (!positions) return std::move(positions).error();
  Swap swap{std::move(*positions), {}, {request.payment_id, {}}};
  for (std::size_t i = 0; i < swap.positions.size(); ++i) {
    const Item& old = order.items[swap.positions[i]];
    auto item = replacement(database, old, request.new_item_ids[i]);
    if (!item) return std::move(item).error();
    swap.difference.amount += item->price - old.price;
    swap.replacements.push_back(std::move(*item));
  }
  const User& user = database.users.at(order.user_id);
  if (auto good = check_payment(user, swap.difference); !good) return std::move(good).error();
  return swap;
}

Answer modify_pending_order_items(Database& database, const SwapItems& request) {
  auto found = find_order_in(database, request.order_id, OrderStatus::pending);
  if (!found) return std::move(found).error();
  Order& order = **found;
  auto swap = plan_swap(database, order, request);
  if (!swap) return std::move(swap).error();
  for (std::size_t i = 0; i < swap->positions.size(); ++i)
    order.items[swap->positions[i]] = std::move(swap->replacements[i]);
  if (swap->difference.amount != Money{})
    pay(database.users.at(order.user_id), order, swap->difference);
  order.status = OrderStatus::pending_modified;
  return show(request.order_id, order);
}

}  // namespace tau::retail
