#include "closed_loop/totals.hpp"

#include <wmh/json.hpp>

#include <gtest/gtest.h>

namespace wmh {
namespace {

LoopEpisode episode(bool real, bool model) {
  LoopEpisode each;
  each.real.outcome.success = real;
  each.model.outcome.success = model;
  return each;
}

LoopTotals totals(int both, int only_real, int only_model, int neither) {
  LoopTotals all;
  for (int i = 0; i < both; ++i)
    detail::add(all, episode(true, true));
  for (int i = 0; i < only_real; ++i)
    detail::add(all, episode(true, false));
  for (int i = 0; i < only_model; ++i)
    detail::add(all, episode(false, true));
  for (int i = 0; i < neither; ++i)
    detail::add(all, episode(false, false));
  return all;
}

TEST(LoopTotals, CountTheFourEnds) {
  const LoopTotals all = totals(20, 5, 10, 15);
  EXPECT_EQ(all.episodes, 50U);
  EXPECT_EQ(all.both_succeed, 20U);
  EXPECT_EQ(all.only_real_succeeds, 5U);
  EXPECT_EQ(all.only_model_succeeds, 10U);
  EXPECT_EQ(all.neither_succeeds, 15U);
  EXPECT_DOUBLE_EQ(all.agreement(), 0.7);
  EXPECT_DOUBLE_EQ(all.real_success(), 0.5);
  EXPECT_DOUBLE_EQ(all.model_success(), 0.6);
}

/// By hand: chance agrees on 0.5 * 0.6 + 0.5 * 0.4 = 0.5 of them.
TEST(LoopTotals, KappaLeavesChanceOut) {
  EXPECT_NEAR(*totals(20, 5, 10, 15).kappa(), 0.4, 1e-12);
  EXPECT_DOUBLE_EQ(*totals(3, 0, 0, 4).kappa(), 1);
  EXPECT_DOUBLE_EQ(*totals(0, 2, 2, 0).kappa(), -1);
  EXPECT_DOUBLE_EQ(*totals(7, 3, 0, 0).kappa(), 0) << "a constant agrees by chance alone";
  EXPECT_EQ(*totals(0, 68, 0, 7).kappa(), 0) << "exactly";
  EXPECT_FALSE(totals(5, 0, 0, 0).kappa());
  EXPECT_FALSE(LoopTotals().kappa());
  EXPECT_EQ(LoopTotals().agreement(), 0);
}

TEST(LoopTotals, LeaveProblemsOut) {
  LoopTotals all;
  LoopEpisode broken = episode(true, true);
  broken.problem = Error(errc::io, "no room");
  detail::add(all, broken);
  EXPECT_EQ(all.episodes, 0U);
}

std::vector<Step> said(const std::vector<std::string>& lines) {
  std::vector<Step> steps;
  for (const std::string& line : lines)
    steps.push_back({Action::message(line), {"answer " + std::to_string(steps.size() * 7)}});
  return steps;
}

TEST(Parting, IsTheFirstActionThatDiffers) {
  EXPECT_FALSE(detail::parting(said({"a", "b"}), said({"a", "b"})));
  EXPECT_FALSE(detail::parting({}, {}));
  EXPECT_EQ(detail::parting(said({"a", "b"}), said({"a", "c"})), 1U);
  EXPECT_EQ(detail::parting(said({"a"}), said({"a", "c"})), 1U);
  EXPECT_EQ(detail::parting(said({"a", "c"}), {}), 0U);
}

TEST(LoopReport, IsWrittenAsJson) {
  LoopReport report;
  report.testbed = "counter";
  report.episodes.push_back(episode(true, false));
  report.episodes.back().parted_at = 3;
  report.episodes.push_back(episode(true, true));
  report.episodes.back().problem = Error(errc::io, "no room");
  detail::add(report.totals, report.episodes.front());
  report.by_style["careful"] = report.totals;
  EvalSuite suite;
  suite.split.by = SplitBy::task;
  const json::object written = to_json(report, suite);
  EXPECT_EQ(written.at("kind"), "closed_loop");
  EXPECT_EQ(written.at("config").at("split_by"), "task");
  EXPECT_EQ(written.at("problems"), 1);
  EXPECT_EQ(written.at("totals").at("only_real_succeeds"), 1);
  EXPECT_EQ(written.at("by_style").at("careful").at("agreement"), 0.0);
  EXPECT_EQ(written.at("episodes").at(0).at("parted_at"), 3);
  EXPECT_TRUE(written.at("episodes").at(0).at("problem").is_null());
  EXPECT_EQ(written.at("episodes").at(1).at("problem"), "no room");
  EXPECT_TRUE(written.at("episodes").at(1).at("parted_at").is_null());
}

}  // namespace
}  // namespace wmh
