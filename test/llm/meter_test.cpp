#include "llm/meter.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh {
namespace {

using testing::FailsWith;
using testing::IsOk;
using testing::MessageHas;

constexpr std::string_view haiku = "claude-haiku-4-5";  // $1 and $5 for a million tokens

Spending call_of(double cost) {
  Spending spent;
  spent.calls = 1;
  spent.cost_usd = cost;
  spent.seconds = 0.5;
  return spent;
}

TEST(Meter, SumsByPhaseAndModel) {
  Meter meter;
  auto& book = MeterAccess::of(meter);
  for (const auto& [phase, model, cost] : {std::tuple(Phase::judge, haiku, 1.0),
                                           {Phase::judge, haiku, 2.0},
                                           {Phase::gepa, "gpt-6-sol", 4.0}}) {
    ASSERT_THAT(book.admit(model), IsOk());
    book.settle(phase, model, call_of(cost));
  }
  const MeterReport report = meter.report();
  EXPECT_EQ(report.total.calls, 3);
  EXPECT_EQ(report.total.cost(), 7.0);
  EXPECT_EQ(report.total.seconds, 1.5);
  EXPECT_EQ(report.by_phase.at("judge").cost(), 3.0);
  EXPECT_EQ(report.by_phase.at("gepa").calls, 1);
  EXPECT_EQ(report.by_model.at("gpt-6-sol").cost(), 4.0);
  EXPECT_EQ(report.by_model.size(), 2U);
}

TEST(Meter, CountsCallsUnderWayTowardsTheLimit) {
  Meter meter({.calls = 2});
  auto& book = MeterAccess::of(meter);
  ASSERT_THAT(book.admit("m"), IsOk());
  ASSERT_THAT(book.admit("m"), IsOk());
  const auto third = book.admit("m");
  EXPECT_THAT(third, FailsWith(errc::budget_spent));
  EXPECT_THAT(third, MessageHas("limit of 2 calls"));
  EXPECT_THAT(third, MessageHas("0 were made and 2 are under way"));
  EXPECT_THAT(third, MessageHas("raise SpendingLimit::calls"));
  book.settle(Phase::serve, "m", {.calls = 1, .failed_calls = 1});
  EXPECT_THAT(book.admit("m"), FailsWith(errc::budget_spent));
}

TEST(Meter, ReservesTheDearestCallForEachUnderWay) {
  Meter meter({.cost_usd = 1.0});
  auto& book = MeterAccess::of(meter);
  ASSERT_THAT(book.admit(haiku), IsOk());
  book.settle(Phase::serve, haiku, call_of(0.3));
  ASSERT_THAT(book.admit(haiku), IsOk());
  book.settle(Phase::serve, haiku, call_of(0.05));
  // 0.35 are spent; with two calls under way 0.95, with three 1.25.
  ASSERT_THAT(book.admit(haiku), IsOk());
  ASSERT_THAT(book.admit(haiku), IsOk());
  ASSERT_THAT(book.admit(haiku), IsOk());
  const auto refused = book.admit(haiku);
  EXPECT_THAT(refused, FailsWith(errc::budget_spent));
  EXPECT_THAT(refused, MessageHas("limit of $1.00"));
  EXPECT_THAT(refused,
              MessageHas("$0.3500 was spent and 3 calls of unknown cost may take $0.9000"));
  EXPECT_THAT(refused, MessageHas("raise SpendingLimit::cost_usd"));
}

TEST(Meter, TakesAnAnswerWithoutAPriceForTheDearest) {
  Meter meter({.cost_usd = 1.0});
  auto& book = MeterAccess::of(meter);
  ASSERT_THAT(book.admit(haiku), IsOk());
  book.settle(Phase::serve, haiku, call_of(0.4));
  ASSERT_THAT(book.admit(haiku), IsOk());
  book.settle(Phase::serve, "other", {.calls = 1, .unpriced_calls = 1});
  ASSERT_THAT(book.admit(haiku), IsOk());
  EXPECT_THAT(book.admit(haiku), FailsWith(errc::budget_spent));
  EXPECT_EQ(meter.report().total.cost(), std::nullopt);
}

TEST(Meter, WantsPricesForALimitOfCost) {
  Meter meter({.cost_usd = 1.0});
  auto& book = MeterAccess::of(meter);
  EXPECT_THAT(book.admit("qwen3"), FailsWith(errc::invalid_argument));
  EXPECT_THAT(book.admit("qwen3"), MessageHas("use SpendingLimit::calls"));
  ASSERT_THAT(book.admit(haiku), IsOk());
  book.settle(Phase::serve, "qwen3", {.calls = 1, .unpriced_calls = 1});
  EXPECT_THAT(book.admit(haiku), FailsWith(errc::invalid_argument)) << "another model answers";
}

TEST(Meter, GoesOnWhereAnEarlierRunEnded) {
  MeterReport earlier;
  earlier.total = {.calls = 9, .cost_usd = 1.8};
  earlier.by_phase["judge"] = earlier.total;
  earlier.by_model[std::string(haiku)] = earlier.total;

  Meter counted({.calls = 10});
  counted.resume(earlier);
  ASSERT_THAT(MeterAccess::of(counted).admit(haiku), IsOk());
  EXPECT_THAT(MeterAccess::of(counted).admit(haiku), FailsWith(errc::budget_spent));

  Meter priced({.cost_usd = 2.0});
  priced.resume(earlier);
  ASSERT_THAT(MeterAccess::of(priced).admit(haiku), IsOk()) << "a call took 0.2 in the mean";
  EXPECT_THAT(MeterAccess::of(priced).admit(haiku), FailsWith(errc::budget_spent));
  EXPECT_EQ(priced.report().by_phase.at("judge").calls, 9);
}

TEST(Phase, HasAName) {
  EXPECT_EQ(to_string(Phase::build), "build");
  EXPECT_EQ(to_string(Phase::gepa), "gepa");
  EXPECT_EQ(to_string(Phase::judge), "judge");
  EXPECT_EQ(to_string(Phase::serve), "serve");
  EXPECT_EQ(to_string(Phase::embed), "embed");
}

}  // namespace
}  // namespace wmh
