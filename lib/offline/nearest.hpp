#pragma once

#include "offline/calibration.hpp"
#include "offline/nearest_trial.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How a guess is chosen among those of the neighbours, and how sure that makes it.
struct NearestModel {
  HashedRegression difference{};   ///< Which words decide,
  HashedRegression suitability{};  ///< and which making suits a call.
  Features weights{};
  /// Without and with recordings of the task.
  std::array<Calibration, 2> calibrations{};

  /// Higher for a better guess; of no scale.
  double promise(const Features& features) const;
  double confidence(const ConfidenceInputs& inputs, bool task_recorded) const {
    return calibrations[task_recorded ? 1 : 0](inputs);
  }
};

/// The guess that is chosen and what speaks for it.
struct Choice {
  std::size_t guess = 0;
  ConfidenceInputs inputs{};
  std::vector<double> weights{};  ///< How much each guess counts; 0 for those that promise little.
};

/// Of the guesses that promise most, the one that agrees most with the others, each by what it
/// promises. There must be at least one.
Choice choose(const std::vector<Guess>& guesses, const std::vector<Features>& features,
              const NearestModel& model);

/// Learns the weights of the features, and calibrates on trials that the weights were not learned
/// from (two folds).
NearestModel learn_nearest(const std::vector<NearestTrial>& trials);

}  // namespace detail
WMH_END_NAMESPACE
