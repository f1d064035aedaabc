#pragma once

#include "retail/records.hpp"

// What the shop's tools are asked: members are parameters.
namespace tau::retail {

struct FindByEmail {
  std::string email;
};
BOOST_DESCRIBE_STRUCT(FindByEmail, (), (email))

struct FindByNameZip {
  std::string first_name;
  std::string last_name;
  std::string zip;
};
BOOST_DESCRIBE_STRUCT(FindByNameZip, (), (first_name, last_name, zip))

struct GetUser {
  std::string user_id;
};
BOOST_DESCRIBE_STRUCT(GetUser, (), (user_id))

struct GetOrder {
  std::string order_id;
};
BOOST_DESCRIBE_STRUCT(GetOrder, (), (order_id))

struct GetProduct {
  std::string product_id;
};
BOOST_DESCRIBE_STRUCT(GetProduct, (), (product_id))

struct ListProducts {};
BOOST_DESCRIBE_STRUCT(ListProducts, (), ())

enum class CancelReason { no_longer_needed, ordered_by_mistake };
BOOST_DESCRIBE_ENUM(CancelReason, no_longer_needed, ordered_by_mistake)

struct CancelOrder {
  std::string order_id;
  CancelReason reason{};
};
BOOST_DESCRIBE_STRUCT(CancelOrder, (), (order_id, reason))

/// Items for other variants of the same products, pair by pair: a change of a pending order and an
/// exchange of a delivered one.
struct SwapItems {
  std::string order_id;
  std::vector<std::string> item_ids;
  std::vector<std::string> new_item_ids;
  std::string payment_id;
};
BOOST_DESCRIBE_STRUCT(SwapItems, (), (order_id, item_ids, new_item_ids, payment_id))

struct ModifyOrderAddress {
  std::string order_id;
  std::string street;
  std::string city;
  std::string state;
  std::string zip;
};
BOOST_DESCRIBE_STRUCT(ModifyOrderAddress, (), (order_id, street, city, state, zip))

struct ModifyUserAddress {
  std::string user_id;
  std::string street;
  std::string city;
  std::string state;
  std::string zip;
};
BOOST_DESCRIBE_STRUCT(ModifyUserAddress, (), (user_id, street, city, state, zip))

struct ModifyPayment {
  std::string order_id;
  std::string payment_id;
};
BOOST_DESCRIBE_STRUCT(ModifyPayment, (), (order_id, payment_id))

struct ReturnItems {
  std::string order_id;
  std::vector<std::string> item_ids;
  std::string payment_id;
};
BOOST_DESCRIBE_STRUCT(ReturnItems, (), (order_id, item_ids, payment_id))

}  // namespace tau::retail
