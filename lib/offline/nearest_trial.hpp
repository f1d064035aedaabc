#pragma once

#include "offline/guess_features.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What one recorded step teaches when it is answered from others.
struct NearestTrial {
  std::vector<Guess> guesses{};
  std::vector<Features> features{};
  std::vector<HashedRegression::Slots> slots{};  ///< Of suitability_slots.
  std::vector<double> scores{};                  ///< Of the guesses against what was recorded.
  bool task_recorded = false;
  std::size_t fold = 0;  ///< 0 or 1; trials of one trace are in one fold.
};
using NearestTrials = std::vector<const NearestTrial*>;

}  // namespace detail
WMH_END_NAMESPACE
