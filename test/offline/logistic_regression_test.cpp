#include "offline/logistic_regression.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wmh::detail {
namespace {

using Trials = std::vector<ConfidenceTrial>;

double logistic(double odds) {
  return 1 / (1 + std::exp(-odds));
}

TEST(LogisticRegression, IsOneHalfWithoutTrials) {
  EXPECT_EQ(LogisticRegression::fit({})({0.9}), 0.5);
}

TEST(LogisticRegression, BelievesOneTrialLittle) {
  const double after_success = LogisticRegression::fit({{{0.3}, true}})({0.3});
  EXPECT_GT(after_success, 0.5);
  EXPECT_LT(after_success, 0.9);
  EXPECT_NEAR(LogisticRegression::fit({{{0.3}, false}})({0.3}), 1 - after_success, 1e-6);
}

TEST(LogisticRegression, IsTheMeanWhereTheInputsTellNothing) {
  Trials trials;
  for (int i = 0; i < 4000; ++i)
    trials.push_back({{i / 4 / 1000.0}, i % 4 == 0});
  const auto regression = LogisticRegression::fit(trials);
  for (const double input : {0.0, 0.3, 0.9})
    EXPECT_NEAR(regression({input}), 0.25, 0.002) << input;
}

TEST(LogisticRegression, FindsTheCurveThatTheTrialsFollowWhateverTheScale) {
  Trials trials;
  for (int first = -10; first <= 10; ++first)
    for (int second = -10; second <= 10; ++second)
      for (int i = 0; i < 100; ++i)
        trials.push_back({{500.0 + 10 * first, second / 10.0},
                          i < std::lround(100 * logistic(-1 + 0.2 * first - second / 10.0))});
  const auto found = LogisticRegression::fit(trials);
  EXPECT_NEAR(found.weights[0], 0.02, 0.001);
  EXPECT_NEAR(found.weights[1], -1, 0.05);
  EXPECT_NEAR(found.offset + 500 * found.weights[0], -1, 0.05);
  EXPECT_EQ(found.weights[2], 0) << "an input that is always the same";
}

TEST(LogisticRegression, StaysFiniteWhereTheTrialsAreParted) {
  Trials trials;
  for (int i = 0; i < 1000; ++i)
    trials.push_back({{i < 500 ? -1.0 : 1.0, i < 500 ? 7.0 : 8.0}, i >= 500});
  const auto regression = LogisticRegression::fit(trials);
  EXPECT_GT(regression({1, 8}), 0.98);
  EXPECT_LT(regression({-1, 7}), 0.02);
  EXPECT_TRUE(std::isfinite(regression.weights[0]));
}

TEST(LogisticRegression, UnscaledItTakesTheNumberItself) {
  auto regression = LogisticRegression::fit({{{-1}, false}, {{0}, false}, {{1}, true}});
  const double before = regression({0.5});
  regression.unscale(0, 20, 4);
  EXPECT_NEAR(regression({22}), before, 1e-12);
}

}  // namespace
}  // namespace wmh::detail
