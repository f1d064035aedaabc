#include "eval/html_charts.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace wmh::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(HtmlCharts, ReliabilityShowsTheBinsThatHaveSteps) {
  Calibration calibration;
  calibration.steps = 12'345;
  calibration.bins[9] = {12'340, 0.95, 0.75};
  calibration.bins[0] = {5, 0.05, 0};
  const std::string chart = detail::reliability_diagram(calibration);
  EXPECT_THAT(chart, HasSubstr("<title>steps: 12340, mean confidence 0.950, 0.750 right</title>"));
  EXPECT_THAT(chart, HasSubstr(">12k</text>"));
  EXPECT_THAT(chart, HasSubstr(">5</text>"));
  EXPECT_THAT(chart, Not(HasSubstr("steps: 0,")));
}

TEST(HtmlCharts, CoverageShowsBothCurves) {
  RiskCoverage risk;
  risk.steps = 4;
  risk.area_unranked = 0.25;
  risk.curve = {{0.9, 0.5, 1, 1}, {0.2, 1, 0.75, 0.5}};
  const std::string chart = detail::coverage_chart(risk);
  EXPECT_THAT(chart, HasSubstr("class=\"curve fidelity\""));
  EXPECT_THAT(chart, HasSubstr("class=\"curve right\""));
  EXPECT_THAT(chart, HasSubstr("<title>50.0 % answered, confidence from 0.900: fidelity 1.000"));
  EXPECT_THAT(chart, HasSubstr(">0.5</text>"));  // the foot: the tenth below both curves
  EXPECT_THAT(chart, Not(HasSubstr(">0.4</text>")));
}

TEST(HtmlCharts, CoverageIsTickedFromBelowBothCurvesToOne) {
  for (const auto& [least, foot] : {std::pair(0.31, ">0.2<"), std::pair(0.3, ">0.2<"),
                                    std::pair(0.7, ">0.7<"), std::pair(0.0, ">0<")}) {
    RiskCoverage risk;
    risk.steps = 1;
    risk.curve = {{0.5, 1, 1, least}};
    const std::string chart = detail::coverage_chart(risk);
    EXPECT_THAT(chart, HasSubstr(foot)) << least;
    EXPECT_THAT(chart, HasSubstr(">1<")) << least;
    EXPECT_THAT(chart, Not(HasSubstr(">1.1<"))) << least;
  }
}

TEST(HtmlCharts, SayWhenNoConfidenceWasStated) {
  EXPECT_THAT(detail::reliability_diagram({}), HasSubstr("stated no confidence"));
  EXPECT_THAT(detail::coverage_chart({}), HasSubstr("stated no confidence"));
}

TEST(HtmlCharts, HistogramKeepsWhatIsRightApart) {
  const double scores[] = {0, 0.04, 0.9499999, 0.95, 1, 1};
  const std::string chart = detail::score_histogram(scores);
  EXPECT_THAT(chart, HasSubstr("class=\"fidelity\"><title>0.95 to 1.00, steps: 3</title>"));
  EXPECT_THAT(chart, HasSubstr("class=\"wrong\"><title>0.90 to 0.95, steps: 1</title>"));
  EXPECT_THAT(chart, HasSubstr("class=\"wrong\"><title>0.00 to 0.05, steps: 2</title>"));
}

TEST(HtmlCharts, HistogramCountsInRoundNumbers) {
  const std::vector<double> scores(446, 1.0);
  const std::string chart = detail::score_histogram(scores);
  for (const char* tick : {">0<", ">100<", ">200<", ">300<", ">400<", ">500<"})
    EXPECT_THAT(chart, HasSubstr(tick));
}

TEST(HtmlCharts, HistogramOfNothingAndOfWhatNoJudgeMaySay) {
  EXPECT_THAT(detail::score_histogram({}), HasSubstr("<svg"));
  EXPECT_THAT(detail::score_histogram({}), Not(HasSubstr("nan")));
  const double odd[] = {std::numeric_limits<double>::quiet_NaN(), -1, 7};
  const std::string chart = detail::score_histogram(odd);
  EXPECT_THAT(chart, HasSubstr("0.00 to 0.05, steps: 2<"));
  EXPECT_THAT(chart, HasSubstr("0.95 to 1.00, steps: 1<"));
}

}  // namespace
}  // namespace wmh::testing
