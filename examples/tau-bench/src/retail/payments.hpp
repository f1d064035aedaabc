#pragma once

#include "retail/look_up.hpp"

namespace tau::retail {

/// What each method has paid for an order, less what it got back; methods at zero are left out.
std::map<std::string, Money> paid_by(const Order& order);

/// The method that has paid most of an order.
std::string main_payer(const Order& order);

/// Refuses a method that the user does not have, and a gift card that does not cover the amount.
Result<wmh::Done> check_payment(const User& user, const Payment& payment);

/// Notes a payment in the order; gift cards are charged, or filled by a negative amount, at once.
void pay(User& user, Order& order, const Payment& payment);

}  // namespace tau::retail
