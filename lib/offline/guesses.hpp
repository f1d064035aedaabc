#pragma once

#include "offline/difference_model.hpp"
#include "offline/neighbours.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// An answer that a neighbour suggests: its own, or that with the new arguments' values in place of
/// its own arguments' values.
struct Guess {
  std::size_t neighbour = 0;  ///< Position among the neighbours.
  bool adapted = false;
  Observation observation{};
  std::shared_ptr<const Profile> profile{};
};
std::vector<Guess> guesses_of(const Situation& situation, const std::vector<Neighbour>& neighbours);

/// What speaks for a guess: how near its neighbour is, how far other neighbours agree with it, what
/// kind of answer it is. The meaning of each number is in guess_features.cpp.
inline constexpr std::size_t feature_count = 48;
using Features = std::array<double, feature_count>;
namespace feature {
inline constexpr std::size_t arguments = 1, task = 2, close_support = 11;
}
std::vector<Features> features_of(const Situation& situation,
                                  const std::vector<Neighbour>& neighbours,
                                  const std::vector<Guess>& guesses, const WordCounts& words,
                                  const DifferenceModel& difference);

}  // namespace detail
WMH_END_NAMESPACE
