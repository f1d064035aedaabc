#include "airline/money.hpp"

namespace tau::airline {

int fare_of(const std::vector<Leg>& legs, std::size_t passengers) noexcept {
  int each = 0;
  for (const Leg& leg : legs)
    each += leg.fare;
  return each * static_cast<int>(passengers);
}

Result<wmh::Done> check_payment(const User& user, const Payment& payment) {
  const auto method = user.payment_methods.find(payment.payment_id);
  if (method == user.payment_methods.end())
    return refuse("payment method \"{}\" is not in the user's profile", payment.payment_id);
  const auto* balance = std::get_if<Balance>(&method->second);
  if (balance && balance->amount < payment.amount)
    return refuse("{} has a balance of ${}, which does not cover ${}", payment.payment_id,
                  balance->amount, payment.amount);
  return wmh::Done{};
}

Result<wmh::Done> check_change_payment(const User& user, const Payment& payment) {
  const auto method = user.payment_methods.find(payment.payment_id);
  if (method != user.payment_methods.end())
    if (const auto* balance = std::get_if<Balance>(&method->second);
        balance && balance->kind == BalanceKind::certificate)
      return refuse("certificates pay for new bookings only; {} is one", payment.payment_id);
  return check_payment(user, payment);
}

void apply_payment(User& user, const Payment& payment) {
  const auto method = user.payment_methods.find(payment.payment_id);
  if (method == user.payment_methods.end()) return;
  if (auto* balance = std::get_if<Balance>(&method->second)) balance->amount -= payment.amount;
}

}  // namespace tau::airline
