// Azure and embeddings as tables: addresses, gateways, rows of vectors.
#include <wmh/testing/matchers.hpp>

#include "net/base64.hpp"
#include "providers/dialect.hpp"
#include "providers/embed.hpp"
#include "providers/resolve.hpp"

#include <bit>
#include <cmath>

namespace wmh::detail {
namespace {

using enum FailureKind;
using namespace std::chrono_literals;

ProviderSettings azure(std::string endpoint, std::string version, std::string deployment) {
  ProviderSettings settings;
  settings.kind = ProviderKind::azure_openai;
  settings.base_url = std::move(endpoint);
  settings.api_version = std::move(version);
  settings.deployment = std::move(deployment);
  settings.model = settings.deployment;
  return settings;
}

TEST(Azure, Case66Addresses) {
  const std::string dated = "/chat/completions?api-version=2024-10-21";
  const struct {
    std::string endpoint, version, deployment, url;
  } rows[] = {
      {"https://r.openai.azure.com", "2024-10-21", "d",
       "https://r.openai.azure.com/openai/deployments/d" + dated},
      {"https://r.openai.azure.com/", "2024-10-21", "my dep/1",
       "https://r.openai.azure.com/openai/deployments/my%20dep%2F1" + dated},
      {"https://gw.example/base/path/", "2024-10-21", "d",
       "https://gw.example/base/path/openai/deployments/d" + dated},
      {"https://gw.example/base", "", "d", "https://gw.example/base/openai/v1/chat/completions"},
      {"https://r.openai.azure.com/openai/v1/", "", "d",
       "https://r.openai.azure.com/openai/v1/chat/completions"},
      {"https://r.openai.azure.com", "preview", "d",
       "https://r.openai.azure.com/openai/v1/chat/completions?api-version=preview"},
  };
  const CompletionRequest request("", {{Role::user, "a"}});
  for (const auto& row : rows) {
    const ProviderSettings settings = azure(row.endpoint, row.version, row.deployment);
    const auto encoded = dialect_of(settings.kind).encode(settings, request);
    ASSERT_THAT(encoded, testing::IsOk());
    EXPECT_EQ(encoded->url, row.url);
  }
}

TEST(Azure, Case66WhatIsMissingIsSaidAtOnce) {
  ProviderChoice choice;
  choice.kind = "azure_openai";
  const Environment key{{"AZURE_OPENAI_API_KEY", "k"}};
  EXPECT_THAT(resolve_settings(choice, key, {}), testing::MessageHas("no deployment"));
  choice.deployment = "d";
  EXPECT_THAT(resolve_settings(choice, key, {}), testing::MessageHas("AZURE_OPENAI_ENDPOINT"));
  choice.endpoint = "r.openai.azure.com";
  EXPECT_THAT(resolve_settings(choice, key, {}), testing::FailsWith(errc::invalid_argument));
}

TEST(Azure, Case67GatewaysAndWaits) {
  const ProviderSettings settings = azure("https://r.openai.azure.com", "", "d");
  const auto decode = [&](std::string body) {
    return dialect_of(settings.kind).decode(settings, {429, {}, std::move(body)});
  };
  const auto gateway = decode(R"({"statusCode":429,"message":"Rate limit is exceeded."})");
  ASSERT_FALSE(gateway);
  EXPECT_EQ(to_string(gateway.failure().kind), to_string(rate_limited));
  EXPECT_EQ(gateway.failure().message, "Rate limit is exceeded.");
  const auto prose = decode(R"({"error":{"message":"Please retry after 20 seconds."}})");
  EXPECT_EQ(prose.failure().retry_after, 20s);
}

// Embeddings of OpenAI.

std::string base64_of(const std::vector<float>& row) {
  std::string bytes;
  for (const float number : row) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    for (int shift = 0; shift < 32; shift += 8)
      bytes += static_cast<char>(bits >> shift & 0xff);
  }
  return "\"" + to_base64(bytes) + "\"";
}

std::string data(const std::vector<std::pair<int, std::string>>& rows) {
  std::string items;
  for (const auto& [index, row] : rows)
    items += (items.empty() ? "" : ",") + (R"({"index":)" + std::to_string(index)) +
             R"(,"embedding":)" + row + "}";
  return R"({"data":[)" + items + R"(],"usage":{"prompt_tokens":5}})";
}

Outcome<EmbeddedRows> embed(const std::string& body, std::size_t count, std::size_t dim = 0) {
  ProviderSettings settings;
  settings.kind = ProviderKind::openai;
  settings.embed_model = "text-embedding-3-small";
  settings.base64_embeddings = true;
  return embed_dialect_of(settings)->decode(settings, {200, {}, body}, count, dim);
}

TEST(OpenAiEmbeddings, Case68RowsInAnyOrderAndForm) {
  for (const auto& [first, second] : {std::pair<std::string, std::string>{"[3,4]", "[1,-2]"},
                                      std::pair{base64_of({3, 4}), base64_of({1, -2})},
                                      std::pair{base64_of({3, 4}), std::string("[1.0,-2e0]")}}) {
    const auto embedded = embed(data({{1, first}, {0, second}}), 2);
    ASSERT_TRUE(embedded) << embedded.failure().message;
    EXPECT_EQ(embedded->rows.values, (std::vector<float>{1, -2, 3, 4}));
    EXPECT_EQ(embedded->tokens, 5);
  }
}

TEST(OpenAiEmbeddings, Case68RowsThatAreNone) {
  const float nan = std::nanf("");
  const std::string bodies[] = {
      data({{0, "[1,2]"}}),
      data({{0, "[1,2]"}, {0, "[1,2]"}}),
      data({{0, "[1,2]"}, {2, "[1,2]"}}),
      data({{0, "[1,2]"}, {1, "[1,2,3]"}}),
      data({{0, "[1,2]"}, {1, base64_of({nan, 1})}}),
      data({{0, "[1,2]"}, {1, "[1e39,1]"}}),
      data({{0, "[1,2]"}, {1, "\"AAA\""}}),
      data({{0, "[1,2]"}, {1, "null"}}),
  };
  for (const std::string& body : bodies) {
    const auto embedded = embed(body, 2);
    ASSERT_FALSE(embedded) << body;
    EXPECT_EQ(to_string(embedded.failure().kind), to_string(malformed));
  }
  EXPECT_FALSE(embed(data({{0, "[1,2]"}}), 1, 3)) << "three dimensions were asked for";
}

TEST(OpenAiEmbeddings, Case68Batches) {
  ProviderSettings settings;
  settings.kind = ProviderKind::openai;
  const EmbedLimits limits = embed_dialect_of(settings)->limits;
  for (const auto& texts : {std::vector<std::string>(5000, "a"),
                            std::vector<std::string>(50, std::string(8000, 'a'))}) {
    std::size_t next = 0;
    for (const auto& [first, last] : embed_batches(texts, limits)) {
      EXPECT_EQ(first, next);
      EXPECT_LE(last - first, 2048u);
      EXPECT_LE((last - first) * texts[0].size(), 300'000u) << "a token has a byte or more";
      next = last;
    }
    EXPECT_EQ(next, texts.size());
  }
}

}  // namespace
}  // namespace wmh::detail
