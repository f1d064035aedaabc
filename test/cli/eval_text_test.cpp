#include "eval_text.hpp"

#include "cli/support.hpp"

namespace wmh::cli::testing {
namespace {

FileReport report_of(std::size_t steps) {
  FileReport report;
  report.mean_score = 0.8125;
  report.score_std = 0.2;
  report.error_flag_accuracy = 1;
  report.breakdown.by_source = {{"recorded", {0.9, 3}}, {"nearest", {0.5, 1}}, {"model", {0.7, 2}}};
  report.step_seconds_median = 0.000'042;
  report.step_seconds_p95 = 0.0015;
  report.step_seconds_p99 = 0.25;
  for (std::size_t i = 0; i < steps; ++i)
    report.results.push_back({"t", i, {}, Action::message("hi")});
  return report;
}

TEST(EvalText, HasTheOriginalsLineAndMore) {
  EXPECT_EQ(lines_of("airline", report_of(4)),
            (std::vector<std::string>{
                "  airline                      fidelity=0.812±0.200 error_flag_acc=1.000 n=4",
                "    recorded 0.900 (n=3) nearest 0.500 (n=1) model 0.700 (n=2)",
                "    time per step: median 42 us, p95 1.50 ms, p99 250.00 ms"}));
}

TEST(EvalText, LabelsAreNeverCut) {
  const std::string label(40, 'x');
  EXPECT_EQ(lines_of(label, report_of(1)).front(),
            "  " + label + " fidelity=0.812±0.200 error_flag_acc=1.000 n=1");
}

TEST(EvalText, TellsWhatConfidenceIsWorthWhereItWasStated) {
  FileReport report = report_of(1);
  report.confidence.calibration.steps = 4;
  report.confidence.calibration.expected_error = 0.125;
  report.confidence.calibration.brier = 0.25;
  report.confidence.risk_coverage.area = 0.0625;
  EXPECT_EQ(lines_of("airline", report).back(),
            "    confidence: ECE 0.125, Brier 0.250, AURC 0.062");
}

TEST(EvalText, SaysWhoseScoresCountAsRight) {
  EvalReport report;
  report.judge = "numeric";
  EXPECT_EQ(legend_line(report),
            "right: numeric score at least 0.95; exact: equal text and error flag");
}

TEST(EvalText, SumsUp) {
  EvalReport report;
  report.overall_fidelity = 0.75;
  report.overall_std = 0.25;
  report.total_steps = 12;
  EXPECT_EQ(overall_line(report), "OVERALL fidelity=0.750±0.250 over 12 held-out steps");
}

}  // namespace
}  // namespace wmh::cli::testing
