#include "eval/risk_coverage.hpp"

#include "eval/steps.hpp"

#include <gtest/gtest.h>

namespace wmh::testing {
namespace {

using detail::risk_coverage;
using detail::Scored;

void expect(const CoveragePoint& point, double confidence, double answered, double fidelity,
            double right) {
  EXPECT_DOUBLE_EQ(point.confidence, confidence);
  EXPECT_DOUBLE_EQ(point.answered, answered);
  EXPECT_DOUBLE_EQ(point.fidelity, fidelity);
  EXPECT_DOUBLE_EQ(point.right, right);
}

TEST(RiskCoverage, FallsWhereTheSurestAreBest) {
  const std::vector<Scored> steps = {stated(0.5, 0.6), stated(0.9, 1), stated(0.1, 0.2),
                                     stated(0.7, 0.8)};
  const RiskCoverage risk = risk_coverage(steps);
  ASSERT_EQ(risk.curve.size(), 4U);
  expect(risk.curve[0], 0.9, 0.25, 1, 1);
  expect(risk.curve[1], 0.7, 0.5, 0.9, 0.5);
  expect(risk.curve[2], 0.5, 0.75, 0.8, 1.0 / 3);
  expect(risk.curve[3], 0.1, 1, 0.65, 0.25);
  // (0 + 0.1 + 0.2 + 0.35) / 4
  EXPECT_NEAR(risk.area, 0.1625, 1e-12);
  EXPECT_NEAR(risk.area_unranked, 0.35, 1e-12);
}

TEST(RiskCoverage, IsWorseThanNoRankingWhereTheSurestAreWorst) {
  const std::vector<Scored> steps = {stated(0.9, 0), stated(0.1, 1)};
  const RiskCoverage risk = risk_coverage(steps);
  expect(risk.curve[0], 0.9, 0.5, 0, 0);
  expect(risk.curve[1], 0.1, 1, 0.5, 0.5);
  EXPECT_DOUBLE_EQ(risk.area, 0.75);
  EXPECT_DOUBLE_EQ(risk.area_unranked, 0.5);
}

TEST(RiskCoverage, AnswersEqualConfidencesTogetherInWhateverOrder) {
  const std::vector<Scored> one_way = {stated(0.9, 1), stated(0.5, 1), stated(0.5, 0),
                                       stated(0.5, 0.5)};
  const std::vector<Scored> other = {stated(0.5, 0), stated(0.5, 0.5), stated(0.9, 1),
                                     stated(0.5, 1)};
  for (const auto& steps : {one_way, other}) {
    const RiskCoverage risk = risk_coverage(steps);
    ASSERT_EQ(risk.curve.size(), 2U);
    expect(risk.curve[0], 0.9, 0.25, 1, 1);
    expect(risk.curve[1], 0.5, 1, 0.625, 0.5);
    // 1/4 of the steps at risk 0, 3/4 at risk 0.375
    EXPECT_NEAR(risk.area, 0.28125, 1e-12);
  }
}

TEST(RiskCoverage, OfOneConfidenceIsOnePointAndNoRanking) {
  const std::vector<Scored> steps = {stated(0.5, 1), stated(0.5, 0)};
  const RiskCoverage risk = risk_coverage(steps);
  ASSERT_EQ(risk.curve.size(), 1U);
  EXPECT_DOUBLE_EQ(risk.area, risk.area_unranked);
}

TEST(RiskCoverage, OfOneStep) {
  const std::vector<Scored> one = {stated(0.5, 0.75)};
  const RiskCoverage risk = risk_coverage(one);
  ASSERT_EQ(risk.curve.size(), 1U);
  expect(risk.curve[0], 0.5, 1, 0.75, 0);
  EXPECT_DOUBLE_EQ(risk.area, 0.25);
}

TEST(RiskCoverage, LeavesOutStepsWithoutAConfidence) {
  std::vector<Scored> steps = {stated(0.5, 1)};
  steps.push_back({"recorded", "lookup", 0, false, std::nullopt});
  EXPECT_EQ(risk_coverage(steps).steps, 1U);
  EXPECT_EQ(risk_coverage(steps).area, 0);
  const RiskCoverage none = risk_coverage(std::span(steps).subspan(1));
  EXPECT_EQ(none.steps, 0U);
  EXPECT_TRUE(none.curve.empty());
  EXPECT_EQ(point_at(none, 0.5), nullptr);
}

TEST(RiskCoverage, IsThinnedToOnePointAPercent) {
  std::vector<Scored> steps;
  for (int i = 1; i <= 1000; ++i)
    steps.push_back(stated(i / 1000.0, 1));
  const RiskCoverage risk = risk_coverage(steps);
  ASSERT_EQ(risk.curve.size(), 101U);
  EXPECT_DOUBLE_EQ(risk.curve.front().answered, 0.001);
  for (std::size_t percent = 1; percent <= 100; ++percent)
    EXPECT_DOUBLE_EQ(risk.curve[percent].answered, static_cast<double>(percent) / 100);
}

TEST(RiskCoverage, FindsTheFirstPointThatAnswersEnough) {
  const std::vector<Scored> steps = {stated(0.9, 1), stated(0.8, 1), stated(0.8, 0),
                                     stated(0.1, 0)};
  const RiskCoverage risk = risk_coverage(steps);
  EXPECT_EQ(point_at(risk, 0.25)->answered, 0.25);
  EXPECT_EQ(point_at(risk, 0.26)->answered, 0.75);
  EXPECT_EQ(point_at(risk, 1)->answered, 1);
}

}  // namespace
}  // namespace wmh::testing
