#include "retail/look_up.hpp"

#include "desk/with_id.hpp"

#include <algorithm>

namespace tau::retail {

Result<User*> find_user(Database& database, const std::string& user_id) {
  const auto found = database.users.find(user_id);
  if (found == database.users.end()) return refuse("user \"{}\" not found", user_id);
  return &found->second;
}

Result<Order*> find_order(Database& database, const std::string& order_id) {
  const auto found = database.orders.find(order_id);
  if (found == database.orders.end()) return refuse("order \"{}\" not found", order_id);
  return &found->second;
}

Result<Order*> find_order_in(Database& database, const std::string& order_id, OrderStatus status) {
  auto order = find_order(database, order_id);
  if (order && (*order)->status != status)
    return refuse("order {} is {}, not {}", order_id,
                  boost::describe::enum_to_string((*order)->status, "?"),
                  boost::describe::enum_to_string(status, "?"));
  return order;
}

json::value show(const std::string& order_id, const Order& order) {
  return with_id("order_id", order_id, order);
}

Answer find_user_id_by_email(Database& database, const FindByEmail& request) {
  for (const auto& [id, user] : database.users)
    if (user.email == request.email) return json::value(id);
  return refuse("no user has the email \"{}\"", request.email);
}

Answer find_user_id_by_name_zip(Database& database, const FindByNameZip& request) {
  for (const auto& [id, user] : database.users)
    if (user.name.first_name == request.first_name && user.name.last_name == request.last_name &&
        user.address.zip == request.zip)
      return json::value(id);
  return refuse("no user is called {} {} in {}", request.first_name, request.last_name,
                request.zip);
}

Answer get_user_details(Database& database, const GetUser& request) {
  auto user = find_user(database, request.user_id);
  if (!user) return std::move(user).error();
  return json::value(with_id("user_id", request.user_id, **user));
}

Answer get_order_details(Database& database, const GetOrder& request) {
  auto order = find_order(database, request.order_id);
  if (!order) return std::move(order).error();
  return show(request.order_id, **order);
}

Answer get_product_details(Database& database, const GetProduct& request) {
  const auto found = database.products.find(request.product_id);
  if (found == database.products.end())
    return refuse("product \"{}\" not found", request.product_id);
  return json::value(with_id("product_id", request.product_id, found->second));
}

Answer list_all_product_types(Database& database, const ListProducts&) {
  json::object types;
  for (const auto& [id, product] : database.products)
    types.emplace(product.name, id);
  return json::value(std::move(types));
}

}  // namespace tau::retail
