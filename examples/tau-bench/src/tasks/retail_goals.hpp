#pragma once

#include "retail/records.hpp"

#include <optional>

// What customers of the shop want, as the task file says it.
namespace tau::retail {

enum class Identification { email, zip };
BOOST_DESCRIBE_ENUM(Identification, email, zip)

/// How the customer is found.
struct IdentifyGoal {
  std::string email;
  std::string first_name;
  std::string last_name;
  std::string zip;
  Identification by{};
};
BOOST_DESCRIBE_STRUCT(IdentifyGoal, (), (email, first_name, last_name, zip, by))

struct CancelGoal {
  std::string order_id;
  std::string reason;
  std::optional<std::string> other_reason;
};
BOOST_DESCRIBE_STRUCT(CancelGoal, (), (order_id, reason, other_reason))

/// An item for a variant with these options, or the other ones where it is sold out.
struct SwapWish {
  std::string item_id;
  Options options;
  std::optional<Options> other_options;
};
BOOST_DESCRIBE_STRUCT(SwapWish, (), (item_id, options, other_options))

struct SwapGoal {
  std::string order_id;
  std::string payment_id;
  std::optional<std::string> other_payment_id;
  std::vector<SwapWish> swaps;
};
BOOST_DESCRIBE_STRUCT(SwapGoal, (), (order_id, payment_id, other_payment_id, swaps))

/// An exchange for items that the customer names.
struct ExchangeForGoal {
  std::string order_id;
  std::vector<std::string> item_ids;
  std::vector<std::string> new_item_ids;
  std::string payment_id;
};
BOOST_DESCRIBE_STRUCT(ExchangeForGoal, (), (order_id, item_ids, new_item_ids, payment_id))

struct OrderAddressGoal {
  std::string order_id;
  Address address;
};
BOOST_DESCRIBE_STRUCT(OrderAddressGoal, (), (order_id, address))

struct UserAddressGoal {
  Address address;
};
BOOST_DESCRIBE_STRUCT(UserAddressGoal, (), (address))

struct PaymentGoal {
  std::string order_id;
  std::string payment_id;
  std::optional<std::string> other_payment_id;
};
BOOST_DESCRIBE_STRUCT(PaymentGoal, (), (order_id, payment_id, other_payment_id))

struct ReturnGoal {
  std::string order_id;
  std::vector<std::string> item_ids;
  std::string payment_id;
  std::optional<std::string> other_payment_id;
  std::optional<bool> transfer_if_refused;
};
BOOST_DESCRIBE_STRUCT(ReturnGoal, (),
                      (order_id, item_ids, payment_id, other_payment_id, transfer_if_refused))

/// The state of every order and what they cost together.
struct SpentGoal {
  std::string user_id;
};
BOOST_DESCRIBE_STRUCT(SpentGoal, (), (user_id))

/// What there is of a product and what it costs.
struct ProductGoal {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(ProductGoal, (), (name))

/// One of these.
struct Goal {
  std::optional<IdentifyGoal> identify;
  std::optional<CancelGoal> cancel;
  std::optional<SwapGoal> modify;
  std::optional<SwapGoal> exchange;
  std::optional<ExchangeForGoal> exchange_for;
  std::optional<OrderAddressGoal> order_address;
  std::optional<UserAddressGoal> user_address;
  std::optional<PaymentGoal> payment;
  std::optional<ReturnGoal> return_items;
  std::optional<SpentGoal> spent;
  std::optional<ProductGoal> product;
};
BOOST_DESCRIBE_STRUCT(Goal, (),
                      (identify, cancel, modify, exchange, exchange_for, order_address,
                       user_address, payment, return_items, spent, product))

}  // namespace tau::retail
