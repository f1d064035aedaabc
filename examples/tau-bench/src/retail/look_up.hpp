#pragma once

#include "retail/tools.hpp"

namespace tau::retail {

/// The record of an id; the refusal says that there is none. Valid while the database stands.
Result<User*> find_user(Database& database, const std::string& user_id);
Result<Order*> find_order(Database& database, const std::string& order_id);

/// An order in the status that an operation needs; the refusal names both.
Result<Order*> find_order_in(Database& database, const std::string& order_id, OrderStatus status);

json::value show(const std::string& order_id, const Order& order);

}  // namespace tau::retail
