#include "providers/openai_responses.hpp"

#include "providers/exchange.hpp"

namespace wmh::detail {
namespace {

ProviderSettings gpt() {
  ProviderSettings settings{.kind = ProviderKind::openai_responses, .model = "gpt-6.2-astra"};
  settings.base_url = "https://api.openai.com/v1";
  settings.key = Secret("sk-openai-key");
  return settings;
}

TEST(OpenAiResponses, Bodies) {
  ProviderSettings effort = gpt();
  effort.reasoning_effort = "high";
  ProviderSettings any_json = gpt();
  any_json.schema_mode = SchemaMode::json_object;
  CompletionRequest brief = talk();
  brief.max_tokens = 1;
  brief.temperature = 1.0;
  brief.seed = 3;
  expect_bodies({
      {"minimal", gpt(), hello(),
       R"({"model":"gpt-6.2-astra","instructions":"Be brief.",)"
       R"("input":[{"role":"user","content":"hi"}],"max_output_tokens":8192,"store":false})"},
      {"at least 16 tokens, no seed", gpt(), brief,
       R"({"model":"gpt-6.2-astra","input":[{"role":"user","content":"a \"b\""},)"
       R"({"role":"assistant","content":"ü"},{"role":"user","content":"c"}],)"
       R"("max_output_tokens":16,"temperature":1.0,"store":false})"},
      {"effort", effort, hello(),
       R"({"model":"gpt-6.2-astra","instructions":"Be brief.",)"
       R"("input":[{"role":"user","content":"hi"}],"max_output_tokens":8192,)"
       R"("reasoning":{"effort":"high"},"store":false})"},
      {"schema", gpt(), with_schema(),
       R"({"model":"gpt-6.2-astra","instructions":"Be brief.",)"
       R"("input":[{"role":"user","content":"hi"}],"max_output_tokens":8192,)"
       R"("text":{"format":{"name":"answer","strict":true,"schema":{"type":"object",)"
       R"("properties":{"n":{"type":["integer","null"],"minimum":1}},"required":["n"],)"
       R"("additionalProperties":false},"type":"json_schema"}},"store":false})"},
      {"any JSON", any_json, with_schema(),
       R"({"model":"gpt-6.2-astra","instructions":"Be brief.\n\nAnswer with one )"
       R"(JSON value that follows this JSON schema, and with nothing else:\n{\"type\":\"object\",)"
       R"(\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1}}}",)"
       R"("input":[{"role":"user","content":"hi"}],"max_output_tokens":8192,)"
       R"("text":{"format":{"type":"json_object"}},"store":false})"},
  });
  const HttpRequest request = encode_openai_responses(gpt(), hello()).value();
  EXPECT_EQ(request.url, "https://api.openai.com/v1/responses");
  EXPECT_EQ(header_of(request, "authorization"), "Bearer sk-openai-key");
}

std::string answer(const std::string& status, const std::string& output,
                   const std::string& rest = R"("error":null,"incomplete_details":null)") {
  return R"({"id":"resp_1","object":"response","status":")" + status +
         R"(","model":"gpt-6.2-astra","output":)" + output + "," + rest + "}";
}

std::string message(const std::string& parts) {
  return R"([{"type":"reasoning","summary":[]},{"type":"message","role":"assistant",)"
         R"("status":"completed","content":[)" +
         parts + "]}]";
}

TEST(OpenAiResponses, Answers) {
  using enum FinishReason;
  const std::string hi = R"({"type":"output_text","text":"hi","annotations":[]})";
  const std::string cut = R"("error":null,"incomplete_details":{"reason":"max_output_tokens"})";
  const std::string filtered = R"("error":null,"incomplete_details":{"reason":"content_filter"})";
  expect_answers(
      gpt(),
      {
          {"end", answer("completed", message(hi)), "hi", end, "completed"},
          {"parts", answer("completed", message(hi + "," + hi)), "hihi", end, "completed"},
          {"refusal", answer("completed", message(R"({"type":"refusal","refusal":"No."})")), "",
           refused, "completed", "No."},
          {"cut short", answer("incomplete", message(hi), cut), "hi", length, "max_output_tokens"},
          {"thoughts only", answer("incomplete", R"([{"type":"reasoning"}])", cut), "", length,
           "max_output_tokens"},
          {"filter", answer("incomplete", message(hi), filtered), "hi", refused, "content_filter"},
          {"a word of tomorrow",
           answer("incomplete", "[]", R"("incomplete_details":{"reason":"tired"})"), "", other,
           "tired"},
          {"tool",
           answer("completed",
                  R"([{"type":"function_call","call_id":"c","name":"n","arguments":"{}"}])"),
           "", tool_call, "completed"},
      });
}

TEST(OpenAiResponses, Usage) {
  expect_usage(gpt(), {
                          {"all",
                           answer("completed", "[]",
                                  R"("usage":{"input_tokens":10,"input_tokens_details":)"
                                  R"({"cached_tokens":4,"cache_write_tokens":2},"output_tokens":6,)"
                                  R"("output_tokens_details":{"reasoning_tokens":5},)"
                                  R"("total_tokens":16})"),
                           {.input_tokens = 10,
                            .output_tokens = 6,
                            .cache_read_tokens = 4,
                            .cache_write_tokens = 2,
                            .reasoning_tokens = 5}},
                          {"absent", answer("completed", "[]"), {}, true},
                      });
}

TEST(OpenAiResponses, FailedIsAnErrorWithStatus200) {
  const std::pair<std::string, FailureKind> cases[] = {
      {"server_error", FailureKind::server},
      {"rate_limit_exceeded", FailureKind::rate_limited},
      {"invalid_prompt", FailureKind::bad_request},
  };
  for (const auto& [code, kind] : cases) {
    const auto answered = decode_openai_responses(
        gpt(), ok(answer("failed", "[]", R"("error":{"code":")" + code + R"(","message":"m"})")));
    ASSERT_FALSE(answered) << code;
    EXPECT_EQ(to_string(answered.failure().kind), to_string(kind)) << code;
    EXPECT_EQ(answered.failure().code, code);
  }
}

TEST(OpenAiResponses, WhatIsNoAnswer) {
  expect_malformed(gpt(), {"", "null", "{}", R"({"status":"failed","error":null})",
                           R"({"status":"queued"})", R"({"status":"cancelled"})"});
}

}  // namespace
}  // namespace wmh::detail
