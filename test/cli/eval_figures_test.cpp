#include "eval_figures.hpp"

#include "cli/support.hpp"

#include <fmt/format.h>

namespace wmh::cli::testing {
namespace {

using Lines = std::vector<std::string>;

Breakdown two_tools() {
  Breakdown parts;
  parts.by_source = {{"nearest", {0.5, 1, 0.25, 0, 0}}, {"recorded", {0.9, 3, 0.75, 1, 0.5}}};
  parts.by_tool = {{"book", {0.6, 1, 0.25, 0, 0}}, {"find", {0.8, 3, 0.75, 0.667, 0.5}}};
  parts.by_source_and_tool["recorded"] = {{"find", {0.9, 2}}, {"book", {0.6, 1}}};
  parts.by_source_and_tool["nearest"] = {{"find", {0.6, 1}}};
  return parts;
}

TEST(EvalFigures, ShowsSourcesWithTheirCalibration) {
  ConfidenceReport confidence;
  confidence.by_source["recorded"].expected_error = 0.125;
  confidence.by_source["recorded"].brier = 0.25;
  EXPECT_EQ(layout(source_table(two_tools(), confidence), 0),
            (Lines{"source    steps  share  fidelity  right  exact    ECE  Brier",
                   "recorded      3  75.0%     0.900  1.000  0.500  0.125  0.250",
                   "nearest       1  25.0%     0.500  0.000  0.000      -      -"}));
}

TEST(EvalFigures, ShowsToolsAndWhatTheirAnswersCameFrom) {
  EXPECT_EQ(
      layout(tool_table(two_tools()), 0),
      (Lines{"tool  steps  share  fidelity  right  exact  answered from",
             "find      3  75.0%     0.800  0.667  0.500  recorded 0.900 (2), nearest 0.600 (1)",
             "book      1  25.0%     0.600  0.000  0.000  recorded 0.600 (1)"}));
}

TEST(EvalFigures, SumsTheToolsPastTheBoundUp) {
  Breakdown parts;
  for (std::size_t i = 1; i <= 14; ++i)
    parts.by_tool[fmt::format("tool{:02}", i)] = {1, i, static_cast<double>(i) / 105, 1, 0};
  parts.by_tool["tool01"].mean = 0.25;
  const Lines lines = layout(tool_table(parts), 0);
  ASSERT_EQ(lines.size(), 14U);
  EXPECT_EQ(lines[1], "tool14     14  13.3%     1.000  1.000  0.000");
  EXPECT_EQ(lines[13], "others      3   2.9%     0.750  1.000  0.000  2 more tools");
}

TEST(EvalFigures, ShowsTheTenthsThatHaveSteps) {
  Calibration calibration;
  calibration.steps = 5;
  calibration.expected_error = 0.1;
  calibration.brier = 0.2;
  calibration.bins[0] = {1, 0.05, 0};
  calibration.bins[9] = {4, 0.95, 0.75};
  EXPECT_EQ(calibration_line(calibration, 6),
            "calibration: ECE 0.100, Brier 0.200 over 5 of 6 steps");
  EXPECT_EQ(layout(calibration_table(calibration), 0),
            (Lines{"confidence  steps   mean  right", "0.0-0.1         1  0.050  0.000",
                   "0.9-1.0         4  0.950  0.750"}));
}

TEST(EvalFigures, SaysWhenNoConfidenceWasStated) {
  EXPECT_EQ(calibration_line({}, 6), "calibration: no confidence was stated");
}

TEST(EvalFigures, ShowsEachPointOfTheCurveOnce) {
  RiskCoverage risk;
  risk.area = 0.05;
  risk.area_unranked = 0.2;
  risk.curve = {{0.9, 0.6, 1, 1}, {0.4, 0.95, 0.9, 0.85}, {0.1, 1, 0.8, 0.75}};
  EXPECT_EQ(risk_line(risk),
            "answering only the surest steps: AURC 0.050 (0.200 without a ranking)");
  EXPECT_EQ(
      layout(risk_table(risk), 0),
      (Lines{"answered  confidence  fidelity  right", "   60.0%    >= 0.900     1.000  1.000",
             "   95.0%    >= 0.400     0.900  0.850", "  100.0%    >= 0.100     0.800  0.750"}));
}

}  // namespace
}  // namespace wmh::cli::testing
