#pragma once

#include "offline/calibration.hpp"
#include "offline/ridge.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How a guess is chosen among those of the neighbours, and how sure that makes it.
struct NearestModel {
  DifferenceModel difference{};
  Features weights{};
  /// Without and with recordings of the task.
  std::array<Calibration, 2> calibrations{};

  /// The score that a guess is expected to reach.
  double expected_score(const Features& features) const { return dot(weights, features); }
  double confidence(double score, bool task_recorded) const {
    return calibrations[task_recorded ? 1 : 0](score);
  }
};

/// The guess that is chosen and the score it is expected to reach.
struct Choice {
  std::size_t guess = 0;
  double score = 0;
  std::vector<double> weights{};  ///< How much each guess counts; 0 for those that promise little.
};

/// Of the guesses that promise most, the one that agrees most with the others, each by what it
/// promises. There must be at least one.
Choice choose(const std::vector<Guess>& guesses, const std::vector<Features>& features,
              const NearestModel& model);

/// What one recorded step teaches when it is answered from others.
struct NearestTrial {
  std::vector<Guess> guesses{};
  std::vector<Features> features{};
  std::vector<double> scores{};  ///< Of the guesses against what was recorded.
  bool task_recorded = false;
  std::size_t fold = 0;  ///< 0 or 1; trials of one trace are in one fold.
};

/// Learns the weights by ridge regression; calibrates on trials that the weights were not learned
/// from (two folds).
NearestModel learn_nearest(const std::vector<NearestTrial>& trials, DifferenceModel difference);

}  // namespace detail
WMH_END_NAMESPACE
