#pragma once

#include "desk/money.hpp"
#include "desk/person.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What the shop keeps.
namespace tau::retail {

using Options = std::map<std::string, std::string>;  ///< "color" -> "red".

struct Variant {
  Options options;
  Money price{};
  bool available = false;
};
BOOST_DESCRIBE_STRUCT(Variant, (), (options, price, available))

struct Product {
  std::string name;
  std::map<std::string, Variant> variants;  ///< By item id.
};
BOOST_DESCRIBE_STRUCT(Product, (), (name, variants))

enum class CardKind { credit_card };
BOOST_DESCRIBE_ENUM(CardKind, credit_card)
struct CreditCard {
  CardKind kind{};
  std::string brand;
  std::string last_four;
};
BOOST_DESCRIBE_STRUCT(CreditCard, (), (kind, brand, last_four))

enum class AccountKind { bank_account };
BOOST_DESCRIBE_ENUM(AccountKind, bank_account)
struct BankAccount {
  AccountKind kind{};
};
BOOST_DESCRIBE_STRUCT(BankAccount, (), (kind))

enum class GiftCardKind { gift_card };
BOOST_DESCRIBE_ENUM(GiftCardKind, gift_card)
struct GiftCard {
  GiftCardKind kind{};
  Money balance{};
};
BOOST_DESCRIBE_STRUCT(GiftCard, (), (kind, balance))

using PaymentMethod = std::variant<CreditCard, BankAccount, GiftCard>;

struct User {
  PersonName name;
  std::string email;
  Address address;
  std::map<std::string, PaymentMethod> payment_methods;
  std::vector<std::string> orders;
};
BOOST_DESCRIBE_STRUCT(User, (), (name, email, address, payment_methods, orders))

struct Item {
  std::string name;
  std::string product_id;
  std::string item_id;
  Money price{};
  Options options;
};
BOOST_DESCRIBE_STRUCT(Item, (), (name, product_id, item_id, price, options))

enum class OrderStatus {
  pending,
  pending_modified,
  processed,
  delivered,
  cancelled,
  return_requested,
  exchange_requested
};
BOOST_DESCRIBE_ENUM(OrderStatus, pending, pending_modified, processed, delivered, cancelled,
                    return_requested, exchange_requested)

struct Payment {
  std::string payment_id;
  Money amount{};  ///< Below zero: given back.
};
BOOST_DESCRIBE_STRUCT(Payment, (), (payment_id, amount))

/// What the customer asked for after delivery, to be done when the items arrive.
struct Request {
  std::vector<std::string> item_ids;
  std::vector<std::string> new_item_ids;  ///< Empty for a return.
  Payment settlement;
};
BOOST_DESCRIBE_STRUCT(Request, (), (item_ids, new_item_ids, settlement))

struct Order {
  std::string user_id;
  OrderStatus status{};
  Address address;
  std::vector<Item> items;
  std::vector<Payment> payments;
  std::string created_at;
  std::vector<Request> requests;
};
BOOST_DESCRIBE_STRUCT(Order, (), (user_id, status, address, items, payments, created_at, requests))

struct Database {
  std::string now;
  std::map<std::string, User> users;
  std::map<std::string, Product> products;
  std::map<std::string, Order> orders;
};
BOOST_DESCRIBE_STRUCT(Database, (), (now, users, products, orders))

}  // namespace tau::retail
