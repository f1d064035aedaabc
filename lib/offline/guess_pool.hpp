#pragma once

#include "offline/neighbours.hpp"

#include <array>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What all guesses of a question have in common: how its neighbours were answered, each weighing
/// by its nearness. The neighbours must outlive it; there must be at least one.
class GuessPool {
 public:
  explicit GuessPool(const std::vector<Neighbour>& neighbours);

  /// How far the neighbours agree with an answer, weighed widely, closely and by equal shape: the
  /// expected score if one of them is what happens (minimum Bayes risk decoding; Kumar and Byrne
  /// 2004).
  std::array<double, 3> support(const Profile& answer) const;

  double errors = 0, empties = 0;                ///< Shares among the neighbours, weighed widely
  double shaped_errors = 0, shaped_empties = 0;  ///< and by equal shape.
  double log_length = 0;                         ///< Mean of it.
  double best = 0;                               ///< Similarity of the nearest.

 private:
  /// Add up to 1.
  using Weights = std::vector<double>;

  template <class ValueOf>
  double mean(const Weights& weights, ValueOf value_of) const;

  const std::vector<Neighbour>& neighbours_;
  std::vector<const Profile*> answers_{};  ///< Each once.
  std::vector<std::size_t> answer_of_{};   ///< Of each neighbour, its place among these.
  Weights wide_, close_, shaped_;
};

double log_length(const Profile& profile);

}  // namespace detail
WMH_END_NAMESPACE
