#include "offline/calibration.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

/// Of a hundred at each tenth that tenth is right.
std::vector<ConfidenceTrial> trials_that_rise(int tenths) {
  std::vector<ConfidenceTrial> trials;
  for (int tenth = 0; tenth <= tenths; ++tenth)
    for (int i = 0; i < 100; ++i)
      trials.push_back({{tenth / 10.0}, i < 10 * tenth});
  return trials;
}

TEST(Calibration, IsOneHalfWithoutTrials) {
  EXPECT_EQ(Calibration::fit({})({0.9}), 0.5);
}

TEST(Calibration, StatesAFewLevelsAndKeepsTheOrder) {
  const Calibration calibration = Calibration::fit(trials_that_rise(10));
  double last = calibration({0});
  int levels = 1;
  for (int tenth = 1; tenth <= 10; ++tenth) {
    const double stated = calibration({tenth / 10.0});
    EXPECT_GT(stated, last);
    if (stated > last + 0.01) ++levels;
    last = stated;
  }
  EXPECT_EQ(levels, 6);
  EXPECT_NEAR(calibration({-100}), calibration({0}), 0.001) << "less than any trial showed";
  EXPECT_NEAR(calibration({100}), last, 0.001);
}

TEST(Calibration, IsTrueInTheMean) {
  double stated = 0, right = 0;
  const std::vector<ConfidenceTrial> trials = trials_that_rise(10);
  const Calibration calibration = Calibration::fit(trials);
  for (const ConfidenceTrial& trial : trials) {
    stated += calibration(trial.inputs);
    right += trial.right ? 1 : 0;
  }
  EXPECT_NEAR(stated / right, 1, 0.01);
  EXPECT_NEAR(calibration({0}), 0.05, 0.05);
  EXPECT_NEAR(calibration({1}), 0.95, 0.05);
}

TEST(Calibration, HasFewerLevelsForFewTrials) {
  const auto levels_of = [](std::size_t trials) {
    std::vector<ConfidenceTrial> some;
    for (std::size_t i = 0; i < trials; ++i)
      some.push_back({{static_cast<double>(i)}, i > trials / 2});
    return Calibration::fit(some).levels.size();
  };
  EXPECT_EQ(levels_of(1), 1U);
  EXPECT_EQ(levels_of(15), 1U);
  EXPECT_EQ(levels_of(16), 2U);
  EXPECT_EQ(levels_of(48), 6U);
  EXPECT_EQ(levels_of(500), 6U);
}

TEST(Calibration, DoesNotPartWhatShowsTheSame) {
  std::vector<ConfidenceTrial> trials;
  for (int i = 0; i < 90; ++i)
    trials.push_back({{i < 80 ? 0.0 : 1.0}, i < 20 || i > 81});
  EXPECT_EQ(Calibration::fit(trials).levels.size(), 2U);
}

}  // namespace
}  // namespace wmh::detail
