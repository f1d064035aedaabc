#include "providers/models.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

constexpr std::int64_t million = 1'000'000;

struct Case {
  std::string_view model;
  TokenUsage usage;
  std::optional<double> cost;
};

TEST(CostOf, CountsEachKindOfToken) {
  const TokenUsage plain{.input_tokens = 100'000, .output_tokens = million};
  const TokenUsage cached{.input_tokens = million,
                          .output_tokens = 0,
                          .cache_read_tokens = 500'000,
                          .cache_write_tokens = 300'000,
                          .long_cache_write_tokens = 100'000};
  const Case cases[] = {
      {"claude-opus-5-5", plain, 0.4 + 20},
      {"claude-opus-5-5", cached, 0.2 * 4 + 0.5 * 0.20 + 0.2 * 5 + 0.1 * 8},
      {"claude-haiku-4-5-20251001", plain, 0.1 + 5},
      {"anthropic.claude-opus-4-6-v1", plain, 1.1 * (0.5 + 25)},
      {"us.anthropic.claude-haiku-4-5-20251001-v1:0", plain, 1.1 * (0.1 + 5)},
      {"global.anthropic.claude-opus-5-5", plain, 0.4 + 20},
      {"gpt-6.2-astra", plain, 0.8 + 40},
      {"text-embedding-3-small", {.input_tokens = million}, 0.02},
  };
  for (const Case& each : cases) {
    const auto cost = cost_of(each.model, each.usage);
    ASSERT_TRUE(cost) << each.model;
    EXPECT_NEAR(*cost, *each.cost, 1e-9) << each.model;
  }
}

TEST(CostOf, LongPromptsCostMore) {
  const auto cost = [](std::string_view model, std::int64_t input) {
    return cost_of(model, {.input_tokens = input, .output_tokens = million}).value();
  };
  EXPECT_NEAR(cost("claude-haiku-5-5", 100'000), 0.01 + 0.5, 1e-9);
  EXPECT_NEAR(cost("claude-haiku-5-5", 100'001), 0.0500005 + 2.5, 1e-9);
  EXPECT_NEAR(cost("gpt-6-sol", 272'000), 0.544 + 10, 1e-9);
  EXPECT_NEAR(cost("gpt-6-sol", 272'001), 1.088004 + 15, 1e-9);
}

TEST(CostOf, PricesChangeByDay) {
  using namespace std::chrono;
  const TokenUsage usage{.input_tokens = million, .cache_read_tokens = million};
  EXPECT_NEAR(*cost_of("claude-sonnet-5-5", usage, year(2026) / 10 / 6), 0.20, 1e-9);
  EXPECT_NEAR(*cost_of("claude-sonnet-5-5", usage, year(2026) / 10 / 7), 0.10, 1e-9);
  EXPECT_NEAR(*cost_of("claude-sonnet-5-5", usage), 0.10, 1e-9);
}

TEST(CostOf, IsUnknownRatherThanZero) {
  EXPECT_EQ(cost_of("llama3", {}), std::nullopt);
  EXPECT_EQ(cost_of("", {}), std::nullopt);
  EXPECT_EQ(cost_of("gpt-5.5", {.input_tokens = 1}), std::nullopt);
  EXPECT_EQ(cost_of("gpt-6.2-sol", {.input_tokens = 2, .cache_write_tokens = 1}), std::nullopt);
  EXPECT_NE(cost_of("gpt-6.2-sol", {.input_tokens = 2, .cache_read_tokens = 1}), std::nullopt);
}

TEST(Models, TablesAgree) {
  for (const PriceRow& row : price_rows()) {
    EXPECT_NE(size_of_model(row.model), nullptr) << row.model;
    EXPECT_EQ(plain_model(row.model), row.model);
  }
  for (const ModelSize& size : model_sizes())
    EXPECT_TRUE(cost_of(size.model, {.input_tokens = 1})) << size.model;
}

TEST(Models, SizesAndDefaults) {
  EXPECT_EQ(size_of_model("jp.anthropic.claude-opus-5-5")->context, million);
  EXPECT_EQ(size_of_model("claude-haiku-4-5-20251001")->output, 64'000);
  EXPECT_EQ(size_of_model("llama3"), nullptr);
  for (const auto kind : {ProviderKind::anthropic, ProviderKind::openai, ProviderKind::bedrock})
    EXPECT_TRUE(cost_of(default_model(kind), {})) << default_model(kind);
  EXPECT_EQ(default_model(ProviderKind::azure_openai), "");
}

TEST(Models, PlainNames) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"claude-opus-5-5", "claude-opus-5-5"},
      {"eu.anthropic.claude-opus-4-6-v1", "claude-opus-4-6"},
      {"anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5"},
      {"gpt-6.2-astra", "gpt-6.2-astra"},
      {"amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0"},
      {"claude-", "claude-"},
      {"claude-v", "claude-v"},
  };
  for (const auto& [model, plain] : cases)
    EXPECT_EQ(plain_model(model), plain);
}

}  // namespace
}  // namespace wmh::detail
