#include "providers/bedrock.hpp"

#include "providers/exchange.hpp"

namespace wmh::detail {
namespace {

ProviderSettings bedrock(std::string model) {
  ProviderSettings settings{.kind = ProviderKind::bedrock, .model = std::move(model)};
  settings.base_url = "https://bedrock-runtime.us-east-1.amazonaws.com";
  settings.region = "us-east-1";
  return settings;
}
ProviderSettings claude() {
  return bedrock("us.anthropic.claude-haiku-4-5-20251001-v1:0");
}
ProviderSettings nova() {
  return bedrock("us.amazon.nova-pro-v1:0");
}

TEST(Bedrock, Bodies) {
  ProviderSettings cached = nova();
  cached.prompt_cache = PromptCache::hour;
  cached.reasoning_effort = "medium";
  CompletionRequest sampled = talk();
  sampled.temperature = 0.25;
  sampled.max_tokens = 5;
  sampled.seed = 1;
  expect_bodies({
      {"Claude", claude(), hello(),
       R"({"anthropic_version":"bedrock-2023-05-31","max_tokens":8192,"system":"Be brief.",)"
       R"("messages":[{"role":"user","content":"hi"}]})"},
      {"Converse", nova(), hello(),
       R"({"messages":[{"role":"user","content":[{"text":"hi"}]}],"system":[{"text":"Be brief."}],)"
       R"("inferenceConfig":{"maxTokens":8192}})"},
      {"Converse, sampled", nova(), sampled,
       R"({"messages":[{"role":"user","content":[{"text":"a \"b\""}]},)"
       R"({"role":"assistant","content":[{"text":"ü"}]},{"role":"user","content":[{"text":"c"}]}],)"
       R"("inferenceConfig":{"maxTokens":5,"temperature":0.25}})"},
      {"Converse, cached, with effort and schema", cached, with_schema(),
       R"({"messages":[{"role":"user","content":[{"text":"hi"}]}],"system":[{"text":"Be brief."},)"
       R"({"cachePoint":{"type":"default","ttl":"1h"}}],"inferenceConfig":{"maxTokens":8192},)"
       R"("outputConfig":{"effort":"medium","textFormat":{"type":"json_schema","structure":)"
       R"({"jsonSchema":{"name":"answer","schema":"{\"type\":\"object\",\"properties\":{\"n\":)"
       R"({\"type\":\"integer\",\"minimum\":1}}}"}}}}})"},
  });
}

TEST(Bedrock, Addresses) {
  const std::string host = "https://bedrock-runtime.us-east-1.amazonaws.com/model/";
  const std::pair<std::string, std::string> cases[] = {
      {"us.anthropic.claude-haiku-4-5-20251001-v1:0",
       "us.anthropic.claude-haiku-4-5-20251001-v1%3A0/invoke"},
      {"global.anthropic.claude-opus-5-5", "global.anthropic.claude-opus-5-5/invoke"},
      {"amazon.nova-pro-v1:0", "amazon.nova-pro-v1%3A0/converse"},
      {"arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/abc123def456",
       "arn%3Aaws%3Abedrock%3Aus-west-2%3A123456789012%3Aapplication-inference-profile%2F"
       "abc123def456/converse"},
      {"../../x", "..%2F..%2Fx/converse"},
  };
  for (const auto& [model, path] : cases)
    EXPECT_EQ(encode_bedrock(bedrock(model), hello()).value().url, host + path);
}

TEST(Bedrock, AKeyIsABearerToken) {
  EXPECT_EQ(header_of(encode_bedrock(nova(), hello()).value(), "authorization"), "(absent)");
  ProviderSettings settings = claude();
  settings.key = Secret("bedrock-key");
  EXPECT_EQ(header_of(encode_bedrock(settings, hello()).value(), "authorization"),
            "Bearer bedrock-key");
}

TEST(Bedrock, AnswersOfClaude) {
  const auto answered = decode_bedrock(
      claude(), ok(R"({"content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn",)"
                   R"("usage":{"input_tokens":3,"output_tokens":2}})",
                   {{"x-amzn-RequestId", "r1"}}));
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->text, "hi");
  EXPECT_EQ(answered->usage.input_tokens, 3);
  EXPECT_EQ(answered->request_id, "r1");
  EXPECT_EQ(answered->model, "us.anthropic.claude-haiku-4-5-20251001-v1:0");
}

std::string answer(const std::string& content, const std::string& reason) {
  return R"({"output":{"message":{"role":"assistant","content":)" + content +
         R"(}},"stopReason":")" + reason + R"(","metrics":{"latencyMs":1}})";
}

TEST(Bedrock, AnswersOfConverse) {
  using enum FinishReason;
  const std::string hi = R"([{"text":"hi"}])";
  expect_answers(
      nova(),
      {
          {"end", answer(hi, "end_turn"), "hi", end, "end_turn"},
          {"thoughts first",
           answer(R"([{"reasoningContent":{"reasoningText":{"text":"t"}}},{"text":"a"},)"
                  R"({"text":"b"}])",
                  "end_turn"),
           "ab", end, "end_turn"},
          {"tool", answer(R"([{"toolUse":{"toolUseId":"t","name":"n","input":{}}}])", "tool_use"),
           "", tool_call, "tool_use"},
          {"cut short", answer(hi, "max_tokens"), "hi", length, "max_tokens"},
          {"no more context", answer(hi, "model_context_window_exceeded"), "hi", length,
           "model_context_window_exceeded"},
          {"stop sequence", answer(hi, "stop_sequence"), "hi", stop_sequence, "stop_sequence"},
          {"guardrail", answer(hi, "guardrail_intervened"), "hi", refused, "guardrail_intervened",
           "guardrail_intervened"},
          {"filter", answer("[]", "content_filtered"), "", refused, "content_filtered",
           "content_filtered"},
          {"refusal", answer("[]", "refusal"), "", refused, "refusal", "refusal"},
          {"malformed", answer(hi, "malformed_model_output"), "hi", other,
           "malformed_model_output"},
      });
  expect_malformed(nova(), {"", "{}", "null", R"({"output":{}})"});
}

TEST(Bedrock, UsageOfConverse) {
  expect_usage(
      nova(),
      {
          {"all",
           R"({"stopReason":"end_turn","usage":{"inputTokens":3,"outputTokens":2,"totalTokens":5,)"
           R"("cacheReadInputTokens":100,"cacheWriteInputTokens":20,"cacheDetails":)"
           R"([{"ttl":"5m","inputTokens":5},{"ttl":"1h","inputTokens":15}]}})",
           {.input_tokens = 123,
            .output_tokens = 2,
            .cache_read_tokens = 100,
            .cache_write_tokens = 20,
            .long_cache_write_tokens = 15}},
          {"absent", R"({"stopReason":"end_turn"})", {}, true},
      });
}

TEST(Bedrock, Hints) {
  const auto bare = decode_bedrock(
      claude(), {400,
                 {{"x-amzn-errortype", "ValidationException"}},
                 R"({"message":"Invocation of model ID x with on-demand throughput isn't )"
                 R"(supported."})"});
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.failure().advice,
            "use an inference profile: the model's id after \"global.\" or \"us.\"");
  const auto expired =
      decode_bedrock(nova(), {403, {{"x-amzn-errortype", "ExpiredTokenException"}}, "{}"});
  ASSERT_FALSE(expired);
  EXPECT_EQ(expired.failure().kind, FailureKind::authentication);
  EXPECT_EQ(expired.failure().advice, "renew the AWS credentials");
}

}  // namespace
}  // namespace wmh::detail
