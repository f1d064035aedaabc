#include "eval/spending.hpp"

#include <gtest/gtest.h>

#include <array>

namespace wmh {
namespace {

StepResult step_of(std::int64_t calls, Verdict verdict) {
  StepResult result{"t", 0, {}, Action::message("a")};
  result.calls = calls;
  result.model = "m";
  result.usage = {100, 10};
  result.verdict = std::move(verdict);
  return result;
}

TEST(Spending, CountsEveryCallOfAJudgeThatAsksAgain) {
  Verdict verdict{1};
  verdict.model = "j";
  verdict.usage = {200, 20};
  verdict.calls = 2;
  MeterReport report;
  detail::add_spending(report, std::array{step_of(1, verdict), step_of(0, Verdict{1})});
  EXPECT_EQ(report.total.calls, 3);
  EXPECT_EQ(report.total.unpriced_calls, 3);
  EXPECT_EQ(report.by_phase.at("judge").calls, 2);
  EXPECT_EQ(report.by_model.at("j").tokens, (TokenUsage{200, 20}));
  EXPECT_EQ(report.by_phase.at("serve").calls, 1);
}

}  // namespace
}  // namespace wmh
