#include "eval/calibration.hpp"

#include "eval/steps.hpp"

#include <gtest/gtest.h>

namespace wmh::testing {
namespace {

using detail::calibration;
using detail::Scored;

/// `right` steps that score 1 and as many others as make `steps`, all of one confidence.
std::vector<Scored> group(double confidence, std::size_t right, std::size_t steps) {
  std::vector<Scored> all(right, stated(confidence, 1));
  all.resize(steps, stated(confidence, 0.5));
  return all;
}

TEST(Calibration, OfAKnownSet) {
  const std::vector<Scored> steps = {stated(0.95, 1), stated(0.91, 0.9), stated(0.3, 0),
                                     stated(0.3, 1)};
  const Calibration found = calibration(steps);
  EXPECT_EQ(found.steps, 4U);
  EXPECT_EQ(found.bins[9].steps, 2U);
  EXPECT_DOUBLE_EQ(found.bins[9].confidence, 0.93);
  EXPECT_DOUBLE_EQ(found.bins[9].right, 0.5);
  EXPECT_EQ(found.bins[3].steps, 2U);
  EXPECT_DOUBLE_EQ(found.bins[3].right, 0.5);
  // 2/4 |0.93 - 0.5| + 2/4 |0.3 - 0.5|
  EXPECT_NEAR(found.expected_error, 0.315, 1e-12);
  // (0.05^2 + 0.91^2 + 0.3^2 + 0.7^2) / 4
  EXPECT_NEAR(found.brier, (0.0025 + 0.8281 + 0.09 + 0.49) / 4, 1e-12);
}

TEST(Calibration, HasNoErrorWhereConfidenceIsTheShareRight) {
  EXPECT_NEAR(calibration(group(0.75, 3, 4)).expected_error, 0, 1e-12);
  EXPECT_NEAR(calibration(group(0.75, 3, 4)).brier, 0.75 * 0.25, 1e-12);
  EXPECT_EQ(calibration(group(1, 5, 5)).expected_error, 0);
  EXPECT_EQ(calibration(group(1, 5, 5)).brier, 0);
  EXPECT_EQ(calibration(group(0, 0, 5)).expected_error, 0);
}

TEST(Calibration, IsFarOffWhenOverconfident) {
  EXPECT_EQ(calibration(group(1, 0, 5)).expected_error, 1);
  EXPECT_EQ(calibration(group(1, 0, 5)).brier, 1);
  EXPECT_NEAR(calibration(group(0.95, 1, 4)).expected_error, 0.7, 1e-12);
}

TEST(Calibration, ErrorsInDifferentBinsDoNotCancelOut) {
  auto steps = group(0.85, 0, 1);
  steps.push_back(stated(0.15, 1));
  EXPECT_NEAR(calibration(steps).expected_error, 0.85, 1e-12);
}

TEST(Calibration, PutsEachTenthIntoTheBinThatStartsThere) {
  for (std::size_t i = 0; i < 10; ++i) {
    const std::vector<Scored> one = {stated(static_cast<double>(i) / 10, 1)};
    EXPECT_EQ(calibration(one).bins[i].steps, 1U) << i;
  }
  EXPECT_EQ(calibration(group(1, 1, 1)).bins[9].steps, 1U);
}

TEST(Calibration, LeavesOutStepsWithoutAConfidence) {
  auto steps = group(0.75, 3, 4);
  steps.push_back({"recorded", "lookup", 0, false, std::nullopt});
  EXPECT_EQ(calibration(steps).steps, 4U);
  EXPECT_NEAR(calibration(steps).expected_error, 0, 1e-12);
  const std::vector<Scored> none = {{"recorded", "lookup", 1, true, std::nullopt}};
  EXPECT_EQ(calibration(none).steps, 0U);
  EXPECT_EQ(calibration(none).brier, 0);
}

TEST(Calibration, OfOneStep) {
  const std::vector<Scored> one = {stated(0.8, 1)};
  EXPECT_NEAR(calibration(one).expected_error, 0.2, 1e-12);
  EXPECT_NEAR(calibration(one).brier, 0.04, 1e-12);
}

}  // namespace
}  // namespace wmh::testing
