#pragma once

#include <wmh/version.hpp>

#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Turns a score into the share of answers of that score that are right: a logistic curve that
/// never falls (Platt 1999).
class Calibration {
 public:
  struct Trial {
    double score;
    bool right;
  };

  /// One half for every score.
  Calibration() = default;
  Calibration(double at_zero, double rise) : offset(at_zero), slope(rise) {}
  static Calibration fit(const std::vector<Trial>& trials);

  double operator()(double score) const;

  double offset = 0;
  double slope = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
