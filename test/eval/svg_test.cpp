#include "eval/svg.hpp"

#include <gmock/gmock.h>

namespace wmh::testing {
namespace {

using ::testing::HasSubstr;

// The corners of the plot are at (44, 224) and (338, 36).
detail::SvgPlot plot() {
  return {{0, 10, {{0, "none"}, {10, "ten"}}, "across"}, {0, 1, {{1, "all"}}, "up"}, "a chart"};
}

TEST(Svg, DrawsAxesWithTheirNames) {
  const std::string svg = plot().svg();
  EXPECT_THAT(svg, HasSubstr("aria-label=\"a chart\""));
  EXPECT_THAT(svg, HasSubstr(">across</text>"));
  EXPECT_THAT(svg, HasSubstr(">up</text>"));
  EXPECT_THAT(svg, HasSubstr("<text x=338.0 y=240.0 class=\"mid\">ten</text>"));
  EXPECT_THAT(svg, HasSubstr("<line x1=44.0 y1=36.0 x2=338.0 y2=36.0 class=\"grid\" />"));
}

TEST(Svg, PutsThingsWhereTheAxesSay) {
  auto chart = plot();
  chart.bar(0, 5, 0.5, "blue", "half");
  const std::pair<double, double> points[] = {{0, 0}, {10, 1}};
  chart.curve(points, "red");
  chart.dot(5, 0.5, "green", "middle");
  chart.above(5, "7");
  const std::string svg = std::move(chart).svg();
  EXPECT_THAT(svg, HasSubstr("<rect x=45.0 y=130.0 width=145.0 height=94.0 class=\"blue\">"
                             "<title>half</title></rect>"));
  EXPECT_THAT(svg, HasSubstr("<polyline points=\"44.0,224.0 338.0,36.0 \" class=\"red\" />"));
  EXPECT_THAT(svg, HasSubstr("<circle cx=191.0 cy=130.0 r=3 class=\"green\">"));
  EXPECT_THAT(svg, HasSubstr("<text x=191.0 y=31.0 class=\"mid small\">7</text>"));
}

}  // namespace
}  // namespace wmh::testing
