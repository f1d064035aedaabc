#include "retail/payments.hpp"

namespace tau::retail {

Money paid(const Order& order) {
  Money sum;
  for (const Payment& payment : order.payments)
    sum += payment.amount;
  return sum;
}

const std::string& paid_with(const Order& order) {
  return order.payments.back().payment_id;
}

Result<wmh::Done> check_payment(const User& user, const Payment& payment) {
  const auto method = user.payment_methods.find(payment.payment_id);
  if (method == user.payment_methods.end())
    return refuse("payment method \"{}\" is not in the user's profile", payment.payment_id);
  const auto* gift_card = std::get_if<GiftCard>(&method->second);
  if (gift_card && gift_card->balance < payment.amount)
    return refuse("{} has a balance of ${:.2f}, which does not cover ${:.2f}", payment.payment_id,
                  gift_card->balance.units(), payment.amount.units());
  return wmh::Done{};
}

void pay(User& user, Order& order, const Payment& payment) {
  order.payments.push_back(payment);
  const auto method = user.payment_methods.find(payment.payment_id);
  if (method == user.payment_methods.end()) return;
  if (auto* gift_card = std::get_if<GiftCard>(&method->second))
    gift_card->balance -= payment.amount;
}

}  // namespace tau::retail
