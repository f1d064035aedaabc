#include "eval/confidence.hpp"

#include <gtest/gtest.h>

namespace wmh::testing {
namespace {

TEST(Confidence, IsReportedForEachSourceThatStatesOne) {
  const std::vector<detail::Scored> steps = {{"recorded", "find", 1, true, 1.0},
                                             {"nearest", "find", 0, false, 0.5},
                                             {"unknown", "find", 0, false, std::nullopt}};
  const ConfidenceReport report = detail::confidence_report(steps);
  EXPECT_EQ(report.calibration.steps, 2U);
  EXPECT_DOUBLE_EQ(report.calibration.expected_error, 0.25);
  ASSERT_EQ(report.by_source.size(), 2U);
  EXPECT_EQ(report.by_source.at("recorded").expected_error, 0);
  EXPECT_EQ(report.by_source.at("nearest").expected_error, 0.5);
  EXPECT_EQ(report.risk_coverage.steps, 2U);
}

TEST(Confidence, OfNothingStatedIsEmpty) {
  const std::vector<detail::Scored> steps = {{"recorded", "find", 1, true, std::nullopt}};
  const ConfidenceReport report = detail::confidence_report(steps);
  EXPECT_EQ(report.calibration.steps, 0U);
  EXPECT_TRUE(report.by_source.empty());
  EXPECT_TRUE(report.risk_coverage.curve.empty());
}

}  // namespace
}  // namespace wmh::testing
