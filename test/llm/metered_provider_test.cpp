#include <wmh/metering.hpp>
#include <wmh/testing/matchers.hpp>

#include "llm/billing_provider.hpp"
#include "support/function_provider.hpp"
#include "support/run_task.hpp"

namespace wmh::testing {
namespace {

/// Asks a metered provider once; the meter holds what that took.
Result<Completion> ask(const std::shared_ptr<Meter>& meter, std::string model,
                       FunctionProvider::Answer answer) {
  auto inner = std::make_shared<FunctionProvider>(std::move(model), std::move(answer));
  return run(make_metered_provider(inner, meter, Phase::judge)->complete(ping()));
}

TEST(MeteredProvider, CountsUnderTheModelThatAnswered) {
  const auto meter = std::make_shared<Meter>();
  const auto answer = [](const CompletionRequest&) {
    return completion_of("claude-haiku-4-5-20251001", 1'000'000, 100'000);
  };
  EXPECT_THAT(ask(meter, "claude-opus-5", answer), IsOk());
  const MeterReport report = meter->report();
  const Spending& spent = report.by_model.at("claude-haiku-4-5-20251001");
  EXPECT_EQ(spent.calls, 1);
  EXPECT_EQ(spent.failed_calls, 0);
  EXPECT_EQ(spent.tokens.input_tokens, 1'000'000);
  EXPECT_EQ(spent.cost(), 1.5);
  EXPECT_EQ(report.by_phase.at("judge").cost(), 1.5);
}

TEST(MeteredProvider, PricesThePlaceOfBedrock) {
  const auto meter = std::make_shared<Meter>();
  const auto answer = [](const CompletionRequest&) {
    return completion_of("claude-haiku-4-5", 1'000'000, 0);
  };
  EXPECT_THAT(ask(meter, "us.anthropic.claude-haiku-4-5-20251001-v1:0", answer), IsOk());
  EXPECT_DOUBLE_EQ(meter->report().total.cost_usd, 1.1);
}

TEST(MeteredProvider, KnowsWhatItDoesNotKnow) {
  const auto meter = std::make_shared<Meter>();
  const auto unpriced = [](const CompletionRequest&) {
    return completion_of("qwen3", 7, 2);
  };
  const auto uncounted = [](const CompletionRequest&) {
    Completion completion = completion_of("gpt-6-sol", 7, 2);
    completion.usage_missing = true;
    return completion;
  };
  EXPECT_THAT(ask(meter, "qwen3", unpriced), IsOk());
  EXPECT_THAT(ask(meter, "gpt-6-sol", uncounted), IsOk());
  const MeterReport report = meter->report();
  EXPECT_EQ(report.total.unpriced_calls, 2);
  EXPECT_EQ(report.total.cost(), std::nullopt);
  EXPECT_EQ(report.by_model.at("qwen3").tokens.input_tokens, 7);
  EXPECT_EQ(report.by_model.at("gpt-6-sol").tokens.input_tokens, 0);
}

TEST(MeteredProvider, CountsFailedCalls) {
  const auto meter = std::make_shared<Meter>(SpendingLimit{.calls = 2});
  const auto fail = [](const CompletionRequest&) -> Result<Completion> {
    return Error(errc::network, "gone");
  };
  const auto crash = [](const CompletionRequest&) -> Result<Completion> {
    throw std::runtime_error("a defect");
  };
  EXPECT_THAT(ask(meter, "m", fail), FailsWith(errc::network));
  EXPECT_THAT(ask(meter, "m", crash), FailsWith(errc::internal));
  EXPECT_EQ(meter->report().total.calls, 2);
  EXPECT_EQ(meter->report().by_model.at("m").failed_calls, 2);
  EXPECT_EQ(meter->report().total.cost(), 0) << "nothing answered";
  EXPECT_THAT(ask(meter, "m", fail), FailsWith(errc::budget_spent));
}

/// Its answer is cut short: an error, and a bill.
class CutShort final : public detail::BillingProvider {
 public:
  std::string_view model() const noexcept override { return "claude-haiku-4-5"; }
  Task<Completion> complete(CompletionRequest) override {
    co_return Error(errc::internal, "the bill is not asked for");
  }
  Task<detail::BilledCompletion> complete_with_bill(CompletionRequest) override {
    detail::BilledCompletion billed;
    billed.completion = Error(errc::limit_reached, "max_tokens are used up");
    billed.bill = detail::bill_of(completion_of("claude-haiku-4-5", 0, 1'000'000));
    co_return billed;
  }
};

TEST(MeteredProvider, CountsWhatAUselessAnswerTook) {
  const auto meter = std::make_shared<Meter>();
  const auto provider = make_metered_provider(std::make_shared<CutShort>(), meter, Phase::judge);
  EXPECT_THAT(run(provider->complete(ping())), FailsWith(errc::limit_reached));
  const MeterReport report = meter->report();
  EXPECT_EQ(report.total.calls, 1);
  EXPECT_EQ(report.total.failed_calls, 1);
  EXPECT_EQ(report.total.tokens.output_tokens, 1'000'000);
  EXPECT_EQ(report.total.cost(), 5.0);
}

TEST(MeteredProvider, SendsNothingAboveTheLimit) {
  const auto meter = std::make_shared<Meter>(SpendingLimit{.calls = 1});
  const auto inner = std::make_shared<FunctionProvider>(
      "m", [](const CompletionRequest&) { return completion_of("m", 1, 1); });
  const auto provider = make_metered_provider(inner, meter, Phase::serve);
  EXPECT_THAT(run(provider->complete(ping())), IsOk());
  EXPECT_THAT(run(provider->complete(ping())), FailsWith(errc::budget_spent));
  EXPECT_EQ(inner->asked(), 1);
  EXPECT_EQ(provider->model(), "m");
  EXPECT_EQ(meter->report().total.calls, 1) << "a refused call was not made";
}

}  // namespace
}  // namespace wmh::testing
