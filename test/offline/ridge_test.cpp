#include "offline/ridge.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

Features features(double a, double b) {
  Features all{};
  all[0] = a;
  all[1] = b;
  return all;
}

TEST(Ridge, SolvesASystemByHand) {
  RidgeRegression regression;
  regression.add(features(1, 0), 1);
  regression.add(features(0, 1), 2);
  regression.add(features(1, 1), 3);
  // (X'X + 1) w = X'y: [3 1; 1 3] w = [4; 5], so w = [7/8; 11/8].
  const Features weights = regression.solve(1);
  EXPECT_NEAR(weights[0], 0.875, 1e-12);
  EXPECT_NEAR(weights[1], 1.375, 1e-12);
  for (std::size_t i = 2; i < feature_count; ++i)
    EXPECT_EQ(weights[i], 0);
  EXPECT_NEAR(dot(weights, features(2, 1)), 3.125, 1e-12);
}

TEST(Ridge, ASmallPenaltyFitsExactly) {
  RidgeRegression regression;
  for (int i = 0; i < 10; ++i)
    regression.add(features(1, i), 3 - 0.5 * i);
  const Features weights = regression.solve(1e-9);
  EXPECT_NEAR(weights[0], 3, 1e-6);
  EXPECT_NEAR(weights[1], -0.5, 1e-6);
}

TEST(Ridge, IsZeroWithoutObservations) {
  EXPECT_EQ(RidgeRegression().solve(10), Features{});
}

}  // namespace
}  // namespace wmh::detail
