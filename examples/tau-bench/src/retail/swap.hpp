#pragma once

#include "retail/payments.hpp"

namespace tau::retail {

/// Items of an order and what replaces them, with the price difference to settle.
struct Swap {
  std::vector<std::size_t> positions;  ///< In the order's items.
  std::vector<Item> replacements;      ///< Pair by pair.
  Payment difference;
};

/// Finds the positions of item ids in an order; an id that is there twice may be named twice.
Result<std::vector<std::size_t>> find_items(const Order& order, const std::string& order_id,
                                            const std::vector<std::string>& item_ids);

/// Checks a swap: items that are in the order, variants of the same products that are available
/// and not the same, a method that can pay the difference.
Result<Swap> plan_swap(Database& database, const Order& order, const SwapItems& request);

}  // namespace tau::retail
