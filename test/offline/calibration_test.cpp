#include "offline/calibration.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wmh::detail {
namespace {

using Trials = std::vector<Calibration::Trial>;

TEST(Calibration, IsOneHalfWithoutTrials) {
  EXPECT_EQ(Calibration::fit({})(0.9), 0.5);
}

TEST(Calibration, BelievesOneTrialLittle) {
  const double after_success = Calibration::fit({{0.3, true}})(0.3);
  EXPECT_GT(after_success, 0.5);
  EXPECT_LT(after_success, 0.9);
  EXPECT_NEAR(Calibration::fit({{0.3, false}})(0.3), 1 - after_success, 1e-6);
}

TEST(Calibration, IsTheMeanWhereTheScoreTellsNothing) {
  Trials trials;
  for (int i = 0; i < 4000; ++i)
    trials.push_back({i / 4 / 1000.0, i % 4 == 0});
  const Calibration calibration = Calibration::fit(trials);
  for (const double score : {0.0, 0.3, 0.9})
    EXPECT_NEAR(calibration(score), 0.25, 0.002) << score;
}

TEST(Calibration, FindsTheCurveThatTheTrialsFollow) {
  Trials trials;
  const Calibration truth(-1, 2);
  for (int step = -20; step <= 20; ++step)
    for (int i = 0; i < 1000; ++i)
      trials.push_back({step / 10.0, i < std::lround(1000 * truth(step / 10.0))});
  const Calibration found = Calibration::fit(trials);
  EXPECT_NEAR(found.offset, -1, 0.01);
  EXPECT_NEAR(found.slope, 2, 0.01);
}

TEST(Calibration, NeverFalls) {
  Trials trials;
  for (int i = 0; i < 200; ++i)
    trials.push_back({i / 200.0, i < 50});
  const Calibration calibration = Calibration::fit(trials);
  EXPECT_EQ(calibration.slope, 0);
  EXPECT_NEAR(calibration(0.9), 0.25, 0.01);
}

TEST(Calibration, StaysFiniteWhereTheTrialsAreParted) {
  Trials trials;
  for (int i = 0; i < 1000; ++i)
    trials.push_back({i < 500 ? -1.0 : 1.0, i >= 500});
  const Calibration calibration = Calibration::fit(trials);
  EXPECT_TRUE(std::isfinite(calibration.slope));
  EXPECT_GT(calibration(1), 0.98);
  EXPECT_LT(calibration(-1), 0.02);
}

}  // namespace
}  // namespace wmh::detail
