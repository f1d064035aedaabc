#include "eval/breakdown.hpp"

#include <gtest/gtest.h>

namespace wmh::testing {
namespace {

using detail::Scored;

void expect(const ScoreSummary& part, std::size_t steps, double coverage, double mean, double right,
            double exact) {
  EXPECT_EQ(part.steps, steps);
  EXPECT_DOUBLE_EQ(part.coverage, coverage);
  EXPECT_DOUBLE_EQ(part.mean, mean);
  EXPECT_DOUBLE_EQ(part.right, right);
  EXPECT_DOUBLE_EQ(part.exact, exact);
}

const std::vector<Scored> steps = {{"recorded", "find", 1, true},
                                   {"recorded", "find", 0.96, false},
                                   {"recorded", "book", 0.5, false},
                                   {"nearest", "book", 0.95, false},
                                   {"nearest", "(message)", 0.2, false}};

TEST(Breakdown, SumsUpAllSteps) {
  expect(detail::breakdown(steps).all, 5, 1, 3.61 / 5, 3.0 / 5, 1.0 / 5);
}

TEST(Breakdown, SplitsBySource) {
  const Breakdown parts = detail::breakdown(steps);
  ASSERT_EQ(parts.by_source.size(), 2U);
  expect(parts.by_source.at("recorded"), 3, 0.6, 2.46 / 3, 2.0 / 3, 1.0 / 3);
  expect(parts.by_source.at("nearest"), 2, 0.4, 1.15 / 2, 0.5, 0);
}

TEST(Breakdown, SplitsByTool) {
  const Breakdown parts = detail::breakdown(steps);
  ASSERT_EQ(parts.by_tool.size(), 3U);
  expect(parts.by_tool.at("find"), 2, 0.4, 0.98, 1, 0.5);
  expect(parts.by_tool.at("book"), 2, 0.4, 1.45 / 2, 0.5, 0);
  expect(parts.by_tool.at("(message)"), 1, 0.2, 0.2, 0, 0);
}

TEST(Breakdown, SplitsByToolWithinASource) {
  const Breakdown parts = detail::breakdown(steps);
  expect(parts.by_source_and_tool.at("recorded").at("book"), 1, 0.2, 0.5, 0, 0);
  expect(parts.by_source_and_tool.at("nearest").at("book"), 1, 0.2, 0.95, 1, 0);
  EXPECT_FALSE(parts.by_source_and_tool.at("nearest").contains("find"));
}

TEST(Breakdown, OfNothingIsEmpty) {
  const Breakdown parts = detail::breakdown({});
  expect(parts.all, 0, 0, 0, 0, 0);
  EXPECT_TRUE(parts.by_source.empty());
  EXPECT_TRUE(parts.by_tool.empty());
}

}  // namespace
}  // namespace wmh::testing
