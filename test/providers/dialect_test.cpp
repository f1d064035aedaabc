#include "providers/dialect.hpp"

#include "providers/exchange.hpp"

namespace wmh::detail {
namespace {

Completion completion(FinishReason finish, std::string text, std::string refusal = "") {
  Completion made;
  made.model = "m";
  made.text = std::move(text);
  made.finish = finish;
  made.finish_word = "word";
  made.refusal = std::move(refusal);
  return made;
}

TEST(Usable, TakesWhatAnswersTheRequest) {
  using enum FinishReason;
  EXPECT_THAT(usable(completion(end, "a"), hello()), testing::IsOk());
  EXPECT_THAT(usable(completion(end, ""), hello()), testing::IsOk());
  EXPECT_THAT(usable(completion(length, "a"), hello()), testing::IsOk());
  EXPECT_THAT(usable(completion(other, "a"), with_schema()), testing::IsOk());
}

TEST(Usable, RefusesWhatDoesNot) {
  using enum FinishReason;
  const auto refusal = usable(completion(refused, "a", "cyber"), hello());
  EXPECT_THAT(refusal, testing::FailsWith(errc::provider_refused));
  EXPECT_THAT(refusal, testing::MessageHas("m refused (cyber)"));
  EXPECT_THAT(usable(completion(refused, "a"), hello()), testing::MessageHas("m refused (word)"));
  EXPECT_THAT(usable(completion(length, ""), hello()),
              testing::MessageHas("used up max_tokens = 8192 before it said anything"));
  EXPECT_THAT(usable(completion(length, "{"), with_schema()),
              testing::FailsWith(errc::limit_reached));
}

TEST(ProviderKind, HasANameAndAzureTwo) {
  for (const auto kind :
       {ProviderKind::anthropic, ProviderKind::openai, ProviderKind::openai_responses,
        ProviderKind::azure_openai, ProviderKind::bedrock})
    EXPECT_EQ(provider_kind(to_string(kind)), kind);
  EXPECT_EQ(provider_kind("azure"), ProviderKind::azure_openai);
  EXPECT_EQ(provider_kind("gemini"), std::nullopt);
}

}  // namespace
}  // namespace wmh::detail
