#include "providers/azure_openai.hpp"

#include "providers/exchange.hpp"

namespace wmh::detail {
namespace {

ProviderSettings azure(std::string version = "") {
  ProviderSettings settings{.kind = ProviderKind::azure_openai, .model = "gpt-6-sol"};
  settings.base_url = "https://res.openai.azure.com";
  settings.key = Secret("azure-key");
  settings.deployment = "my gpt/1";
  settings.api_version = std::move(version);
  return settings;
}

TEST(AzureOpenAi, Bodies) {
  expect_bodies({
      {"v1 names the deployment", azure(), hello(),
       R"({"model":"my gpt/1","messages":[{"role":"system","content":"Be brief."},)"
       R"({"role":"user","content":"hi"}],"max_completion_tokens":8192})"},
      {"classic has it in the address", azure("2024-10-21"), hello(),
       R"({"messages":[{"role":"system","content":"Be brief."},)"
       R"({"role":"user","content":"hi"}],"max_completion_tokens":8192})"},
  });
}

TEST(AzureOpenAi, Addresses) {
  const std::string host = "https://res.openai.azure.com";
  struct Case {
    std::string base_url, version, url;
  };
  const Case cases[] = {
      {host, "", host + "/openai/v1/chat/completions"},
      {host + "/", "v1", host + "/openai/v1/chat/completions"},
      {host + "/openai/v1/", "", host + "/openai/v1/chat/completions"},
      {host, "preview", host + "/openai/v1/chat/completions?api-version=preview"},
      {host, "2024-10-21",
       host + "/openai/deployments/my%20gpt%2F1/chat/completions?api-version=2024-10-21"},
      {"https://apim.example/team/", "2024-10-21",
       "https://apim.example/team/openai/deployments/my%20gpt%2F1/chat/completions"
       "?api-version=2024-10-21"},
  };
  for (const Case& each : cases) {
    ProviderSettings settings = azure(each.version);
    settings.base_url = each.base_url;
    EXPECT_EQ(encode_azure_openai(settings, hello()).value().url, each.url);
  }
}

TEST(AzureOpenAi, Keys) {
  const HttpRequest with_key = encode_azure_openai(azure(), hello()).value();
  EXPECT_EQ(header_of(with_key, "api-key"), "azure-key");
  EXPECT_EQ(header_of(with_key, "authorization"), "(absent)");
  ProviderSettings settings = azure();
  settings.bearer = true;
  settings.deployment = "";
  const HttpRequest with_token = encode_azure_openai(settings, hello()).value();
  EXPECT_EQ(header_of(with_token, "authorization"), "Bearer azure-key");
  EXPECT_EQ(header_of(with_token, "api-key"), "(absent)");
  EXPECT_EQ(with_token.body.view().find(R"({"model":"gpt-6-sol",)"), 0U);
}

TEST(AzureOpenAi, Answers) {
  expect_answers(
      azure(), {
                   {"filters that let it pass",
                    R"({"choices":[{"message":{"content":"hi"},"finish_reason":"stop",)"
                    R"("content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}],)"
                    R"("prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]})",
                    "hi", FinishReason::end, "stop"},
                   {"a filter that struck",
                    R"({"choices":[{"message":{"content":"h"},"finish_reason":"content_filter",)"
                    R"("content_filter_results":{"error":{"code":"x"},)"
                    R"("hate":{"filtered":false,"severity":"safe"},)"
                    R"("violence":{"filtered":true,"severity":"high"}}}]})",
                    "h", FinishReason::refused, "content_filter", "violence"},
               });
}

TEST(AzureOpenAi, Hints) {
  const auto young =
      decode_azure_openai(azure(), {404, {}, R"({"error":{"code":"DeploymentNotFound"}})"});
  ASSERT_FALSE(young);
  EXPECT_EQ(young.failure().advice,
            "check the deployment's name; a new one takes five minutes to appear");
  EXPECT_FALSE(young.failure().retryable());
  const auto lost = decode_azure_openai(
      azure(), {404, {{"apim-request-id", "a1"}}, R"({"error":{"code":"404","message":"m"}})"});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.failure().advice, "check endpoint and api_version");
  EXPECT_EQ(lost.failure().request_id, "a1");
}

TEST(AzureOpenAi, ProseSaysWhenToTryAgain) {
  const auto slowed = decode_azure_openai(
      azure(), {429, {}, R"({"error":{"code":"429","message":"Please retry after 7 seconds."}})"});
  ASSERT_FALSE(slowed);
  EXPECT_EQ(slowed.failure().retry_after, std::chrono::seconds(7));
}

}  // namespace
}  // namespace wmh::detail
