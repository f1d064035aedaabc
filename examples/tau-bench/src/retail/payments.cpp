#include "retail/payments.hpp"

#include <algorithm>

namespace tau::retail {

std::map<std::string, Money> paid_by(const Order& order) {
  std::map<std::string, Money> paid;
  for (const Payment& payment : order.payments)
    paid[payment.payment_id] += payment.amount;
  std::erase_if(paid, [](const auto& each) { return each.second == Money{}; });
  return paid;
}

std::string main_payer(const Order& order) {
  const auto paid = paid_by(order);
  const auto most = std::max_element(
      paid.begin(), paid.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == paid.end() ? std::string() : most->first;
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
