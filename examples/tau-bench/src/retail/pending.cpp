#include "retail/payments.hpp"

namespace tau::retail {
namespace {

/// What `find_order_in` asks for, for operations that a changed pending order still allows.
Result<Order*> find_pending(Database& database, const std::string& order_id) {
  auto order = find_order(database, order_id);
  if (order && (*order)->status == OrderStatus::pending_modified) return order;
  return find_order_in(database, order_id, OrderStatus::pending);
}

/// The parts that a request names, or nothing when one of them is blank.
template <class Request>
Result<Address> address_of(const Request& request) {
  for (const std::string* part : {&request.street, &request.city, &request.state, &request.zip})
    if (part->empty()) return refuse("an address needs street, city, state and zip");
  return Address{request.street, request.city, request.state, request.zip};
}

}  // namespace

Answer cancel_pending_order(Database& database, const CancelOrder& request) {
  auto found = find_order_in(database, request.order_id, OrderStatus::pending);
  if (!found) return std::move(found).error();
  Order& order = **found;
  User& user = database.users.at(order.user_id);
  const std::vector<Payment> payments = order.payments;
  for (const Payment& payment : payments)
    pay(user, order, {payment.payment_id, -payment.amount});
  order.status = OrderStatus::cancelled;
  return show(request.order_id, order);
}

Answer modify_pending_order_address(Database& database, const ModifyOrderAddress& request) {
  auto found = find_pending(database, request.order_id);
  if (!found) return std::move(found).error();
  auto address = address_of(request);
  if (!address) return std::move(address).error();
  (*found)->address = std::move(*address);
  return show(request.order_id, **found);
}

Answer modify_user_address(Database& database, const ModifyUserAddress& request) {
  auto user = find_user(database, request.user_id);
  if (!user) return std::move(user).error();
  auto address = address_of(request);
  if (!address) return std::move(address).error();
  (*user)->address = std::move(*address);
  return get_user_details(database, {request.user_id});
}

Answer modify_pending_order_payment(Database& database, const ModifyPayment& request) {
  auto found = find_pending(database, request.order_id);
  if (!found) return std::move(found).error();
  Order& order = **found;
  User& user = database.users.at(order.user_id);
  auto others = paid_by(order);
  others.erase(request.payment_id);
  Payment now{request.payment_id, {}};
  for (const auto& [id, amount] : others)
    now.amount += amount;
  if (now.amount == Money{})
    return refuse("order {} is paid with {} already", request.order_id, request.payment_id);
  if (auto good = check_payment(user, now); !good) return std::move(good).error();
  for (const auto& [id, amount] : others)
    pay(user, order, {id, -amount});
  pay(user, order, now);
  return show(request.order_id, order);
}

}  // namespace tau::retail
