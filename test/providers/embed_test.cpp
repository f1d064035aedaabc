#include "providers/embed.hpp"

#include <wmh/testing/matchers.hpp>

#include <gmock/gmock.h>

namespace wmh::detail {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

ProviderSettings openai() {
  ProviderSettings settings{.kind = ProviderKind::openai};
  settings.embed_model = "text-embedding-3-small";
  settings.base_url = "https://api.openai.com/v1";
  settings.base64_embeddings = true;
  return settings;
}
ProviderSettings local() {
  ProviderSettings settings = openai();
  settings.base_url = "http://localhost:11434/v1";
  settings.base64_embeddings = false;
  return settings;
}
ProviderSettings azure(std::string version) {
  ProviderSettings settings = openai();
  settings.kind = ProviderKind::azure_openai;
  settings.embed_model = "my embed";
  settings.base_url = "https://res.openai.azure.com";
  settings.api_version = std::move(version);
  return settings;
}
ProviderSettings bedrock(std::string model) {
  ProviderSettings settings{.kind = ProviderKind::bedrock};
  settings.embed_model = std::move(model);
  settings.base_url = "https://bedrock-runtime.us-east-1.amazonaws.com";
  return settings;
}

struct BodyCase {
  ProviderSettings settings;
  std::vector<std::string> texts;
  std::size_t dim;
  std::string url, body;
};

TEST(Embed, Bodies) {
  const std::string runtime = "https://bedrock-runtime.us-east-1.amazonaws.com/model/";
  const BodyCase cases[] = {
      {openai(),
       {"a", "ü"},
       256,
       "https://api.openai.com/v1/embeddings",
       R"({"model":"text-embedding-3-small","input":["a","ü"],"dimensions":256,)"
       R"("encoding_format":"base64"})"},
      {local(),
       {"a"},
       0,
       "http://localhost:11434/v1/embeddings",
       R"({"model":"text-embedding-3-small","input":["a"]})"},
      {azure(""),
       {"a"},
       0,
       "https://res.openai.azure.com/openai/v1/embeddings",
       R"({"model":"my embed","input":["a"],"encoding_format":"base64"})"},
      {azure("2024-10-21"),
       {"a"},
       0,
       "https://res.openai.azure.com/openai/deployments/my%20embed/embeddings"
       "?api-version=2024-10-21",
       R"({"input":["a"],"encoding_format":"base64"})"},
      {bedrock("amazon.titan-embed-text-v2:0"),
       {"hello"},
       256,
       runtime + "amazon.titan-embed-text-v2%3A0/invoke",
       R"({"inputText":"hello","dimensions":256,"normalize":true})"},
      {bedrock("amazon.titan-embed-text-v1"),
       {"hello"},
       256,
       runtime + "amazon.titan-embed-text-v1/invoke",
       R"({"inputText":"hello"})"},
      {bedrock("cohere.embed-english-v3"),
       {"a", "b"},
       256,
       runtime + "cohere.embed-english-v3/invoke",
       R"({"texts":["a","b"],"input_type":"search_document","truncate":"END",)"
       R"("embedding_types":["float"]})"},
      {bedrock("us.cohere.embed-v4:0"),
       {"a"},
       512,
       runtime + "us.cohere.embed-v4%3A0/invoke",
       R"({"texts":["a"],"input_type":"search_document","truncate":"END",)"
       R"("embedding_types":["float"],"output_dimension":512})"},
  };
  for (const BodyCase& each : cases) {
    const auto dialect = embed_dialect_of(each.settings);
    ASSERT_THAT(dialect, testing::IsOk());
    const auto request = dialect->encode(each.settings, each.texts, each.dim);
    ASSERT_THAT(request, testing::IsOk());
    EXPECT_EQ(request->url, each.url);
    EXPECT_EQ(request->body, each.body);
    EXPECT_THAT(dialect->encode(each.settings, {}, 0), testing::MessageHas("no text"));
    const std::vector<std::string> with_empty = {""};
    EXPECT_THAT(dialect->encode(each.settings, with_empty, 0), testing::MessageHas("is empty"));
  }
}

TEST(Embed, NotEveryProviderHasThem) {
  EXPECT_THAT(embed_dialect_of({.kind = ProviderKind::anthropic}),
              testing::MessageHas("anthropic has no embeddings"));
  EXPECT_THAT(embed_dialect_of(bedrock("amazon.nova-pro-v1:0")),
              testing::FailsWith(errc::invalid_argument));
}

struct AnswerCase {
  ProviderSettings settings;
  std::string body;
  std::size_t count;
  std::vector<float> values;
  std::optional<std::int64_t> tokens;
};

TEST(Embed, Answers) {
  const std::string usage = R"("usage":{"prompt_tokens":7,"total_tokens":7}})";
  const AnswerCase cases[] = {
      {openai(), R"({"data":[{"index":0,"embedding":[1,0.5]}],)" + usage, 1, {1, 0.5}, 7},
      {openai(),
       R"({"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2]}],)" + usage,
       2,
       {1, 2, 3, 4},
       7},
      {openai(), R"({"data":[{"index":0,"embedding":"AACAPwAAAMA="}]})", 1, {1, -2}, {}},
      {local(),
       R"({"data":[{"embedding":[1,2]},{"embedding":"AACAPwAAAMA="}]})",
       2,
       {1, 2, 1, -2},
       {}},
      {bedrock("amazon.titan-embed-text-v2:0"),
       R"({"embedding":[1,2],"embeddingsByType":{"float":[1,2]},"inputTextTokenCount":3})",
       1,
       {1, 2},
       3},
      {bedrock("amazon.titan-embed-text-v2:0"),
       R"({"embeddingsByType":{"float":[1,2]}})",
       1,
       {1, 2},
       {}},
      {bedrock("cohere.embed-english-v3"),
       R"({"embeddings":[[1,2],[3,4]],"id":"x","response_type":"embeddings_floats"})",
       2,
       {1, 2, 3, 4},
       {}},
      {bedrock("cohere.embed-english-v3"),
       R"({"embeddings":{"float":[[1,2]]},"response_type":"embeddings_by_type"})",
       1,
       {1, 2},
       {}},
  };
  for (const AnswerCase& each : cases) {
    const EmbedDialect dialect = embed_dialect_of(each.settings).value();
    const auto answer = dialect.decode(each.settings, {200, {}, each.body}, each.count, 0);
    ASSERT_TRUE(answer) << each.body << answer.failure().message;
    EXPECT_EQ(answer->rows.dim, 2U);
    EXPECT_EQ(answer->rows.values, each.values) << each.body;
    EXPECT_EQ(answer->tokens, each.tokens) << each.body;
  }
}

TEST(Embed, CohereIsCountedInAHeader) {
  const ProviderSettings settings = bedrock("cohere.embed-english-v3");
  const HttpHeaders headers = {{"x-amzn-bedrock-input-token-count", "11"}};
  const auto answer = embed_dialect_of(settings)->decode(
      settings, {200, headers, R"({"embeddings":[[1,2]]})"}, 1, 2);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->tokens, 11);
}

TEST(Embed, WhatIsNoAnswer) {
  const std::pair<std::string, std::string> cases[] = {
      {R"({"data":[]})", "there are 0 vectors for 2 texts"},
      {"{}", "there are 0 vectors for 2 texts"},
      {R"({"data":[{"index":0,"embedding":[1,2]}]})", "there are 1 vectors for 2 texts"},
      {R"({"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]})",
       "there are two vectors 0"},
      {R"({"data":[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]})",
       "there is a vector 2"},
      {R"({"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]})",
       "a vector has 1 dimensions instead of 2"},
      {R"({"data":[{"index":0,"embedding":[1,"2"]},{"index":1,"embedding":[1,2]}]})",
       "a vector holds something else than numbers"},
      {R"({"data":[{"index":0,"embedding":[1,1e300]},{"index":1,"embedding":[1,2]}]})",
       "a vector is not finite"},
      {R"({"data":[{"index":0,"embedding":"AADAfwAAwH8="},{"index":1,"embedding":[1,2]}]})",
       "a vector is not finite"},
      {R"({"data":[{"index":0,"embedding":"AACA"},{"index":1,"embedding":[1,2]}]})",
       "a vector is not base64 of float32"},
      {R"({"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]})", "a vector is empty"},
      {"<html>", "the answer is not JSON"},
  };
  for (const auto& [body, problem] : cases) {
    const auto answer = embed_dialect_of(openai())->decode(openai(), {200, {}, body}, 2, 0);
    ASSERT_FALSE(answer) << body;
    EXPECT_EQ(answer.failure().kind, FailureKind::malformed) << body;
    EXPECT_TRUE(answer.failure().message.starts_with(problem)) << answer.failure().message;
  }
  const auto other = embed_dialect_of(openai())->decode(
      openai(), {200, {}, R"({"data":[{"index":0,"embedding":[1,2]}]})"}, 1, 3);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.failure().message, "a vector has 2 dimensions instead of 3");
}

TEST(Embed, FailuresAreClassified) {
  const auto answer = embed_dialect_of(openai())->decode(
      openai(), {429, {}, R"({"error":{"code":"insufficient_quota","message":"m"}})"}, 1, 0);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.failure().kind, FailureKind::quota_exhausted);
}

TEST(EmbedBatches, KeepTheLimits) {
  const std::vector<std::string> small(5000, "text");
  EXPECT_THAT(embed_batches(small, embed_dialect_of(openai())->limits),
              ElementsAre(Pair(0, 2048), Pair(2048, 4096), Pair(4096, 5000)));
  const std::vector<std::string> large(4, std::string(100'000, 'x'));
  EXPECT_THAT(embed_batches(large, embed_dialect_of(openai())->limits),
              ElementsAre(Pair(0, 3), Pair(3, 4)));
  const std::vector<std::string> huge = {"a", std::string(400'000, 'x'), "b"};
  EXPECT_THAT(embed_batches(huge, embed_dialect_of(openai())->limits),
              ElementsAre(Pair(0, 1), Pair(1, 2), Pair(2, 3)));
  EXPECT_THAT(embed_batches(std::vector<std::string>(3, "a"),
                            embed_dialect_of(bedrock("amazon.titan-embed-text-v2:0"))->limits),
              ElementsAre(Pair(0, 1), Pair(1, 2), Pair(2, 3)));
  EXPECT_EQ(embed_batches(std::vector<std::string>(193, "a"),
                          embed_dialect_of(bedrock("cohere.embed-english-v3"))->limits)
                .size(),
            3U);
  EXPECT_TRUE(embed_batches({}, {}).empty());
}

}  // namespace
}  // namespace wmh::detail
