#include "eval/scored.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace wmh::testing {
namespace {

using detail::confidence_of;
using detail::scored;
using detail::tool_of;

Observation stating(json::value confidence) {
  Observation observation;
  observation.metadata["confidence"] = std::move(confidence);
  return observation;
}

TEST(Scored, TakesAConfidenceInZeroToOne) {
  EXPECT_EQ(confidence_of(stating(0.25)), 0.25);
  EXPECT_EQ(confidence_of(stating(0)), 0);
  EXPECT_EQ(confidence_of(stating(1)), 1);
}

TEST(Scored, TakesAnythingElseForNotStated) {
  EXPECT_EQ(confidence_of(Observation{}), std::nullopt);
  for (const json::value& wrong :
       {json::value(1.01), json::value(-0.1), json::value("0.5"), json::value(nullptr),
        json::value(std::numeric_limits<double>::quiet_NaN())})
    EXPECT_EQ(confidence_of(stating(wrong)), std::nullopt);
}

TEST(Scored, NamesTheTool) {
  EXPECT_EQ(tool_of(Action::tool_call("get_order")), "get_order");
  EXPECT_EQ(tool_of(Action::tool_call(std::nullopt)), "(unnamed)");
  EXPECT_EQ(tool_of(Action::message("get_order")), "(message)");
}

TEST(Scored, IsExactWhenFlagAndTrimmedTextAreEqual) {
  StepResult result{"t", 0, {}, Action::message("hi")};
  result.actual.content = "yes";
  result.predicted.content = " yes\n";
  EXPECT_TRUE(scored(result).exact);
  result.predicted.is_error = true;
  EXPECT_FALSE(scored(result).exact);
  result.predicted = {"Yes"};
  EXPECT_FALSE(scored(result).exact);
}

TEST(Scored, IsRightFromTheThresholdUp) {
  StepResult result{"t", 0, {}, Action::message("hi")};
  result.verdict.score = 19.0 / 20;
  EXPECT_TRUE(scored(result).right());
  result.verdict.score = 0.949;
  EXPECT_FALSE(scored(result).right());
  EXPECT_EQ(scored(result).source, "model");
}

}  // namespace
}  // namespace wmh::testing
