#include "offline/calibration.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int most_steps = 50;
constexpr double close_enough = 1e-9;
constexpr double penalty = 0.5;  // on the square of the slope: few trials tell little

/// One step of Newton's method up the penalised likelihood; `free_slope`: the slope moves as well.
Calibration stepped(const Calibration& now, const std::vector<Calibration::Trial>& trials,
                    double right_target, double wrong_target, bool free_slope) {
  double up = 0, up_slope = -2 * penalty * now.slope;
  double bend = 0, bend_both = 0, bend_slope = 2 * penalty;
  for (const Calibration::Trial& trial : trials) {
    const double share = now(trial.score);
    const double error = (trial.right ? right_target : wrong_target) - share;
    const double weight = share * (1 - share);
    up += error;
    up_slope += error * trial.score;
    bend += weight;
    bend_both += weight * trial.score;
    bend_slope += weight * trial.score * trial.score;
  }
  if (!free_slope) return {now.offset + up / bend, now.slope};
  const double determinant = bend * bend_slope - bend_both * bend_both;
  return {now.offset + (bend_slope * up - bend_both * up_slope) / determinant,
          now.slope + (bend * up_slope - bend_both * up) / determinant};
}

}  // namespace

Calibration Calibration::fit(const std::vector<Trial>& trials) {
  if (trials.empty()) return {};
  const auto right = static_cast<double>(
      std::count_if(trials.begin(), trials.end(), [](const Trial& each) { return each.right; }));
  const double wrong = static_cast<double>(trials.size()) - right;
  const double right_target = (right + 1) / (right + 2), wrong_target = 1 / (wrong + 2);
  Calibration fitted;
  for (const bool free_slope : {true, false}) {
    fitted = {std::log((right + 1) / (wrong + 1)), 0};
    for (int step = 0; step < most_steps; ++step) {
      const Calibration before = fitted;
      fitted = stepped(before, trials, right_target, wrong_target, free_slope);
      if (std::abs(fitted.offset - before.offset) + std::abs(fitted.slope - before.slope) <
          close_enough)
        break;
    }
    if (fitted.slope >= 0) break;
  }
  return fitted;
}

double Calibration::operator()(double score) const {
  return 1 / (1 + std::exp(-(offset + slope * score)));
}

}  // namespace detail
WMH_END_NAMESPACE
