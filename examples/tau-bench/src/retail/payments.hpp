#pragma once

#include "retail/look_up.hpp"

namespace tau::retail {

/// What an order has cost so far.
Money paid(const Order& order);

/// The method of the last payment of an order.
const std::string& paid_with(const Order& order);

/// Refuses a method that the user does not have, and a gift card that does not cover the amount.
Result<wmh::Done> check_payment(const User& user, const Payment& payment);

/// Notes a payment in the order; gift cards are charged, or filled by a negative amount, at once.
void pay(User& user, Order& order, const Payment& payment);

}  // namespace tau::retail
