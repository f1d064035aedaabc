#include <wmh/json.hpp>

#include "eval/reports.hpp"

#include <gtest/gtest.h>

namespace wmh::testing {
namespace {

json::value report_json(const EvalReport& report) {
  return to_json(report, {}).at("report");
}

TEST(ReportJson, HoldsTheParts) {
  const json::value report =
      report_json(report_of({result_of(Action::tool_call("find"), 1, "recorded"),
                             result_of(Action::message("hi"), 0.5, "nearest")}));
  EXPECT_EQ(report.at("judge").as_string(), "structural");
  EXPECT_EQ(report.at("right_score").as_double(), 0.95);
  EXPECT_EQ(report.at("right").as_double(), 0.5);
  const json::object part = {
      {"mean_score", 0.5}, {"n_steps", 1U}, {"coverage", 0.5}, {"right", 0.0}, {"exact", 0.0}};
  for (const json::value& where : {report, report.at("per_file").at("shop")}) {
    EXPECT_EQ(where.at("by_source").at("nearest"), part);
    EXPECT_EQ(where.at("by_tool").at("(message)"), part);
    EXPECT_EQ(where.at("by_source_and_tool").at("nearest").at("(message)"), part);
  }
}

TEST(ReportJson, HoldsWhatConfidenceIsWorth) {
  const json::value report =
      report_json(report_of({result_of(Action::tool_call("find"), 1, "recorded", 0.75),
                             result_of(Action::tool_call("find"), 0.5, "nearest", 0.25)}));
  EXPECT_EQ(report.at("calibration").at("n_steps").to_number<int>(), 2);
  EXPECT_EQ(report.at("calibration").at("ece").as_double(), 0.25);
  EXPECT_EQ(report.at("calibration").at("brier").as_double(), 0.0625);
  EXPECT_EQ(report.at("calibration").at("bins").as_array().size(), 10U);
  EXPECT_EQ(report.at("calibration_by_source").at("nearest").at("ece").as_double(), 0.25);
  EXPECT_EQ(report.at("risk_coverage").at("aurc").as_double(), 0.125);
  EXPECT_EQ(report.at("risk_coverage").at("aurc_unranked").as_double(), 0.25);
  EXPECT_EQ(
      report.at("risk_coverage").at("curve").at(0),
      (json::object{{"confidence", 0.75}, {"answered", 0.5}, {"fidelity", 1.0}, {"right", 1.0}}));
  EXPECT_EQ(report.at("per_file").at("shop").at("results").at(0).at("confidence").as_double(),
            0.75);
}

TEST(ReportJson, HasNullWhereNoConfidenceWasStated) {
  const json::value report = report_json(report_of({result_of(Action::message("hi"), 1)}));
  EXPECT_TRUE(report.at("calibration").is_null());
  EXPECT_TRUE(report.at("risk_coverage").is_null());
  EXPECT_TRUE(report.at("calibration_by_source").as_object().empty());
  EXPECT_TRUE(report.at("per_file").at("shop").at("results").at(0).at("confidence").is_null());
}

}  // namespace
}  // namespace wmh::testing
