#pragma once

#include "offline/logistic_regression.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Turns what an answer shows into the share of such answers that are right, by a scaling-binning
/// calibrator (Kumar, Liang and Ma 2019): a regression puts the answers in an order and says how
/// many are right, and of that the mean is stated in each of a few levels. More levels than trials
/// can tell apart would be less true. Within a level, answers differ by so little that only their
/// order is kept.
struct Calibration {
  struct Level {
    double from = 0;  ///< The least chance of the regression in it.
    double confidence = 0;
  };

  static Calibration fit(const std::vector<ConfidenceTrial>& trials);

  double operator()(const ConfidenceInputs& inputs) const;

  LogisticRegression regression{};
  std::vector<Level> levels{};  ///< In order; without any the regression's chance is stated.
};

}  // namespace detail
WMH_END_NAMESPACE
