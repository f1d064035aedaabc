#include "offline/hashed_regression.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using Sample = HashedRegression::Sample;

HashedRegression learned(const std::vector<Sample>& samples) {
  std::vector<const Sample*> pointers;
  for (const Sample& sample : samples)
    pointers.push_back(&sample);
  HashedRegression regression;
  regression.learn(pointers);
  return regression;
}

TEST(HashedRegression, SaysNothingBeforeItHasLearned) {
  EXPECT_EQ(HashedRegression().predict({1, 2}), 0);
  EXPECT_EQ(learned({}).predict({1, 2}), 0.5);
}

TEST(HashedRegression, LearnsThatOneThingDecidesAndAnotherDoesNot) {
  std::vector<Sample> samples;
  for (int i = 0; i < 50; ++i) {
    samples.push_back({{7, 1}, 0});
    samples.push_back({{7, 2}, 1});
  }
  const HashedRegression regression = learned(samples);
  EXPECT_LT(regression.predict({7, 1}), 0.1);
  EXPECT_GT(regression.predict({7, 2}), 0.9);
  EXPECT_NEAR(regression.predict({7}), 0.5, 0.1);
  EXPECT_EQ(HashedRegression(regression.weights()).predict({7, 2}), regression.predict({7, 2}));
}

TEST(HashedRegression, SlotsStayWithinTheWeights) {
  EXPECT_LT(HashedRegression::slot_of(~std::uint64_t{0}), HashedRegression::slots);
  EXPECT_EQ(learned({}).weights().size(), HashedRegression::slots);
}

}  // namespace
}  // namespace wmh::detail
