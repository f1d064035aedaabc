#pragma once

#include "offline/excerpts.hpp"
#include "offline/hashed_regression.hpp"
#include "offline/neighbours.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A call by what the regressions below look at.
struct CallWords {
  Words set{};    ///< Its words, sorted,
  Words shape{};  ///< and its shape.
};

/// For learning which words decide an answer: the words that one of two calls has and the other has
/// not, and whether their tasks are equal.
HashedRegression::Slots difference_slots(const Words& query, const Words& neighbour,
                                         bool same_task);

/// For learning which guess suits a call: how it is made, with the words that only the query has,
/// those that only the neighbour has, and the shapes of both.
HashedRegression::Slots making_slots(Making making, const CallWords& query,
                                     const CallWords& neighbour, bool in_session, bool same_task);

}  // namespace detail
WMH_END_NAMESPACE
