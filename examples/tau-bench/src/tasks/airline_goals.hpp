#pragma once

#include "airline/records.hpp"

#include <optional>

// What customers of the airline want, as the task file says it.
namespace tau::airline {

struct CancelGoal {
  std::string reservation_id;
  std::string reason;
  std::optional<bool> transfer_if_refused;
};
BOOST_DESCRIBE_STRUCT(CancelGoal, (), (reservation_id, reason, transfer_if_refused))

/// One leg goes on another date.
struct MoveGoal {
  std::string reservation_id;
  int leg = 0;
  std::string date;
  std::string payment_id;
  std::optional<std::string> other_payment_id;
};
BOOST_DESCRIBE_STRUCT(MoveGoal, (), (reservation_id, leg, date, payment_id, other_payment_id))

struct RecabinGoal {
  std::string reservation_id;
  Cabin cabin{};
  std::string payment_id;
  std::optional<std::string> other_payment_id;
};
BOOST_DESCRIBE_STRUCT(RecabinGoal, (), (reservation_id, cabin, payment_id, other_payment_id))

struct BagsGoal {
  std::string reservation_id;
  int add = 0;
  std::string payment_id;
  std::optional<std::string> other_payment_id;
};
BOOST_DESCRIBE_STRUCT(BagsGoal, (), (reservation_id, add, payment_id, other_payment_id))

struct PassengersGoal {
  std::string reservation_id;
  std::vector<Passenger> passengers;
};
BOOST_DESCRIBE_STRUCT(PassengersGoal, (), (reservation_id, passengers))

/// The customer and their first saved passengers travel; the methods pay one after the other.
struct BookGoal {
  std::string origin;
  std::string destination;
  std::string date;
  std::optional<std::string> return_date;
  Cabin cabin{};
  int travellers = 0;
  int bags = 0;
  bool insurance = false;
  std::vector<std::string> payment_ids;
};
BOOST_DESCRIBE_STRUCT(BookGoal, (),
                      (origin, destination, date, return_date, cabin, travellers, bags, insurance,
                       payment_ids))

struct CompensateGoal {
  std::string reservation_id;
  int amount = 0;
  int fair_amount = 0;  ///< What the rules give.
  std::optional<bool> transfer_if_refused;
};
BOOST_DESCRIBE_STRUCT(CompensateGoal, (),
                      (reservation_id, amount, fair_amount, transfer_if_refused))

struct QuoteGoal {
  std::string origin;
  std::string destination;
  std::vector<std::string> dates;
  Cabin cabin{};
  int travellers = 0;
};
BOOST_DESCRIBE_STRUCT(QuoteGoal, (), (origin, destination, dates, cabin, travellers))

/// One of these.
struct Goal {
  std::optional<CancelGoal> cancel;
  std::optional<MoveGoal> move;
  std::optional<RecabinGoal> recabin;
  std::optional<BagsGoal> bags;
  std::optional<PassengersGoal> passengers;
  std::optional<BookGoal> book;
  std::optional<CompensateGoal> compensate;
  std::optional<QuoteGoal> quote;
};
BOOST_DESCRIBE_STRUCT(Goal, (), (cancel, move, recabin, bags, passengers, book, compensate, quote))

}  // namespace tau::airline
