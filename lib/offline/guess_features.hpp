#pragma once

#include "offline/guesses.hpp"
#include "offline/hashed_regression.hpp"

#include <array>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What speaks for a guess: how near its neighbour is, how far other neighbours agree with it, how
/// it is made, whether it looks like answers to such calls. The meaning of each number is in
/// guess_features.cpp.
inline constexpr std::size_t feature_count = 75;
using Features = std::array<double, feature_count>;
namespace feature {
inline constexpr std::size_t arguments = 1, task = 2, close_support = 11;
}

/// All that guesses are judged by. What it refers to must outlive it.
struct Question {
  const Situation& situation;
  const Query& query;
  const Recordings& recordings;
  const std::vector<Neighbour>& neighbours;
  const std::vector<Guess>& guesses;
};

/// The features of each guess but how its making suits the call, which add_suitability adds.
std::vector<Features> features_of(const Question& question, const HashedRegression& difference);

/// What tells whether the making of each guess suits the call.
std::vector<HashedRegression::Slots> suitability_slots(const Question& question);
void add_suitability(std::vector<Features>& features, const std::vector<Guess>& guesses,
                     const std::vector<HashedRegression::Slots>& slots,
                     const HashedRegression& suitability);

}  // namespace detail
WMH_END_NAMESPACE
