#include "offline/calibration.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using Trials = std::vector<Calibration::Trial>;

TEST(Calibration, IsOneHalfWithoutTrials) {
  EXPECT_EQ(Calibration::fit({})(0.9), 0.5);
}

TEST(Calibration, OfOneTrialIsItsOutcome) {
  EXPECT_DOUBLE_EQ(Calibration::fit({{0.3, true}})(0.9), 1);
  EXPECT_DOUBLE_EQ(Calibration::fit({{0.3, false}})(0.9), 0);
}

TEST(Calibration, IsTheMeanWhereTheScoreTellsNothing) {
  Trials trials;
  for (int i = 0; i < 240; ++i)
    trials.push_back({i / 240.0, i % 4 == 0});
  const Calibration calibration = Calibration::fit(trials);
  for (const double score : {-1.0, 0.0, 0.3, 0.9, 2.0})
    EXPECT_NEAR(calibration(score), 0.25, 1e-9) << score;
}

TEST(Calibration, OfTwoGroupsIsHandComputed) {
  Trials trials;
  for (int i = 0; i < 60; ++i)
    trials.push_back({0.2, i % 4 == 0});
  for (int i = 0; i < 60; ++i)
    trials.push_back({0.8, i % 4 != 0});
  // 15 of 60 and 45 of 60 are right; each group is given one trial of the mean share 1/2.
  const Calibration calibration = Calibration::fit(trials);
  ASSERT_EQ(calibration.points().size(), 2U);
  EXPECT_DOUBLE_EQ(calibration(0.1), 15.5 / 61);
  EXPECT_DOUBLE_EQ(calibration(0.9), 45.5 / 61);
  EXPECT_NEAR(calibration(0.5), 0.5, 1e-12);
}

TEST(Calibration, AscendsWhateverTheTrials) {
  Trials trials;
  for (int i = 0; i < 2000; ++i)
    trials.push_back({i / 2000.0, i * i % 7 < i / 400});
  const Calibration calibration = Calibration::fit(trials);
  ASSERT_GT(calibration.points().size(), 1U);
  double before = 0;
  for (int i = 0; i <= 100; ++i) {
    const double share = calibration(i / 100.0);
    EXPECT_GE(share, before);
    EXPECT_LE(share, 1);
    before = share;
  }
}

}  // namespace
}  // namespace wmh::detail
