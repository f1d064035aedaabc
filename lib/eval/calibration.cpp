#include "eval/calibration.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::size_t bin_of(double confidence, std::size_t bins) {
  const auto at = static_cast<std::size_t>(confidence * static_cast<double>(bins));
  return std::min(at, bins - 1);
}

// A bin holds sums while steps are added.
void divide(CalibrationBin& bin) {
  if (bin.steps == 0) return;
  bin.confidence /= static_cast<double>(bin.steps);
  bin.right /= static_cast<double>(bin.steps);
}

}  // namespace

Calibration calibration(std::span<const Scored> steps) {
  Calibration result;
  for (const Scored& step : steps) {
    if (!step.confidence) continue;
    const double right = step.right() ? 1 : 0;
    CalibrationBin& bin = result.bins[bin_of(*step.confidence, result.bins.size())];
    ++bin.steps;
    bin.confidence += *step.confidence;
    bin.right += right;
    ++result.steps;
    result.brier += (*step.confidence - right) * (*step.confidence - right);
  }
  if (result.steps == 0) return result;
  const auto total = static_cast<double>(result.steps);
  result.brier /= total;
  for (CalibrationBin& bin : result.bins) {
    divide(bin);
    result.expected_error +=
        static_cast<double>(bin.steps) / total * std::abs(bin.confidence - bin.right);
  }
  return result;
}

}  // namespace detail
WMH_END_NAMESPACE
