#include "providers/openai_chat.hpp"

#include "providers/exchange.hpp"

namespace wmh::detail {
namespace {

ProviderSettings gpt() {
  ProviderSettings settings{.kind = ProviderKind::openai, .model = "gpt-6.2-astra"};
  settings.base_url = "https://api.openai.com/v1";
  settings.key = Secret("sk-openai-key");
  return settings;
}

/// A local server, as the settings for one resolve.
ProviderSettings local() {
  ProviderSettings settings{.kind = ProviderKind::openai, .model = "llama3"};
  settings.base_url = "http://localhost:11434/v1/";
  settings.token_field = TokenField::max_tokens;
  return settings;
}

const std::string turns =
    R"("messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"}],)";

TEST(OpenAiChat, Bodies) {
  ProviderSettings effort = gpt();
  effort.reasoning_effort = "low";
  ProviderSettings any_json = local();
  any_json.schema_mode = SchemaMode::json_object;
  CompletionRequest sampled = hello();
  sampled.temperature = 0.5;
  sampled.seed = 0;
  sampled.max_tokens = 9;
  CompletionRequest silent = talk();
  silent.messages[1].content = "";
  CompletionRequest many = with_schema();
  many.schema = json::object{{"type", "array"}, {"items", {{"type", "string"}}}};
  expect_bodies({
      {"minimal", gpt(), hello(),
       R"({"model":"gpt-6.2-astra",)" + turns + R"("max_completion_tokens":8192})"},
      {"turns, no system", gpt(), silent,
       R"({"model":"gpt-6.2-astra","messages":[{"role":"user","content":"a \"b\""},)"
       R"({"role":"assistant","content":""},{"role":"user","content":"c"}],)"
       R"("max_completion_tokens":8192})"},
      {"local server", local(), sampled,
       R"({"model":"llama3",)" + turns + R"("max_tokens":9,"temperature":0.5,"seed":0})"},
      {"effort", effort, hello(),
       R"({"model":"gpt-6.2-astra",)" + turns +
           R"("max_completion_tokens":8192,"reasoning_effort":"low"})"},
      {"schema", gpt(), with_schema(),
       R"({"model":"gpt-6.2-astra",)" + turns +
           R"("max_completion_tokens":8192,"response_format":{"type":"json_schema",)"
           R"("json_schema":{"name":"answer","strict":true,"schema":{"type":"object",)"
           R"("properties":{"n":{"type":["integer","null"],"minimum":1}},"required":["n"],)"
           R"("additionalProperties":false}}}})"},
      {"schema that is not for strict mode", gpt(), many,
       R"({"model":"gpt-6.2-astra",)" + turns +
           R"("max_completion_tokens":8192,"response_format":{"type":"json_schema",)"
           R"("json_schema":{"name":"answer","strict":false,"schema":{"type":"array",)"
           R"("items":{"type":"string"}}}}})"},
      {"any JSON", any_json, with_schema(),
       R"({"model":"llama3","messages":[{"role":"system","content":"Be brief.\n\nAnswer with one )"
       R"(JSON value that follows this JSON schema, and with nothing else:\n{\"type\":\"object\",)"
       R"(\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1}}}"},)"
       R"({"role":"user","content":"hi"}],"max_tokens":8192,)"
       R"("response_format":{"type":"json_object"}})"},
  });
}

TEST(OpenAiChat, AddressAndHeaders) {
  ProviderSettings settings = gpt();
  settings.organization = "org-1";
  settings.project = "proj_1";
  const HttpRequest request = encode_openai_chat(settings, hello()).value();
  EXPECT_EQ(request.url, "https://api.openai.com/v1/chat/completions");
  EXPECT_EQ(header_of(request, "authorization"), "Bearer sk-openai-key");
  EXPECT_EQ(header_of(request, "openai-organization"), "org-1");
  EXPECT_EQ(header_of(request, "openai-project"), "proj_1");
  const HttpRequest to_local = encode_openai_chat(local(), hello()).value();
  EXPECT_EQ(to_local.url, "http://localhost:11434/v1/chat/completions");
  EXPECT_EQ(header_of(to_local, "authorization"), "(absent)");
  EXPECT_EQ(header_of(to_local, "openai-organization"), "(absent)");
}

std::string answer(const std::string& message, const std::string& finish = "\"stop\"") {
  return R"({"id":"c","object":"chat.completion","created":1,"model":"gpt-6.2-astra",)"
         R"("choices":[{"index":0,"message":)" +
         message + R"(,"logprobs":null,"finish_reason":)" + finish + "}]}";
}

TEST(OpenAiChat, Answers) {
  using enum FinishReason;
  const std::string hi = R"({"role":"assistant","content":"hi","refusal":null,"annotations":[]})";
  const std::string none = R"({"role":"assistant","content":null})";
  expect_answers(
      gpt(),
      {
          {"end", answer(hi), "hi", end, "stop"},
          {"cut short", answer(hi, "\"length\""), "hi", length, "length"},
          {"thoughts took all", answer(R"({"content":""})", "\"length\""), "", length, "length"},
          {"tool", answer(none, "\"tool_calls\""), "", tool_call, "tool_calls"},
          {"old tool", answer(none, "\"function_call\""), "", tool_call, "function_call"},
          {"refusal", answer(R"({"content":null,"refusal":"I cannot."})"), "", refused, "stop",
           "I cannot."},
          {"filter", answer(hi, "\"content_filter\""), "hi", refused, "content_filter"},
          {"parts",
           answer(R"({"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]})"), "ab",
           end, "stop"},
          {"other members", answer(R"({"content":"a","reasoning_content":"b","reasoning":"c"})"),
           "a", end, "stop"},
          {"no reason", answer(hi, "null"), "hi", end, ""},
          {"a word of tomorrow", answer(hi, "\"tired\""), "hi", other, "tired"},
      });
}

TEST(OpenAiChat, Usage) {
  const auto with = [](const std::string& usage) {
    return R"({"choices":[{"message":{"content":"a"}}],"usage":)" + usage + "}";
  };
  expect_usage(gpt(), {
                          {"all",
                           with(R"({"prompt_tokens":100,"completion_tokens":7,"total_tokens":107,)"
                                R"("prompt_tokens_details":{"cached_tokens":64,)"
                                R"("cache_write_tokens":30,"audio_tokens":0},)"
                                R"("completion_tokens_details":{"reasoning_tokens":4}})"),
                           {.input_tokens = 100,
                            .output_tokens = 7,
                            .cache_read_tokens = 64,
                            .cache_write_tokens = 30,
                            .reasoning_tokens = 4}},
                          {"no details",
                           with(R"({"prompt_tokens":3,"completion_tokens":4,)"
                                R"("prompt_tokens_details":null})"),
                           {.input_tokens = 3, .output_tokens = 4}},
                          {"null", with("null"), {}, true},
                          {"absent", R"({"choices":[{"message":{"content":"a"}}]})", {}, true},
                      });
}

TEST(OpenAiChat, WhatIsNoAnswer) {
  expect_malformed(gpt(), {"", "null", "{}", "<html>", R"({"choices":[]})", R"({"choices":[{}]})",
                           R"({"choices":{"message":{}}})"});
}

TEST(OpenAiChat, AnErrorWithStatus200) {
  const auto answered = decode_openai_chat(
      gpt(), ok(R"({"error":{"code":429,"message":"Provider returned error"},"user_id":"u"})"));
  ASSERT_FALSE(answered);
  EXPECT_EQ(answered.failure().kind, FailureKind::rate_limited);
}

TEST(OpenAiChat, HintsAtTheBaseUrl) {
  ProviderSettings settings = local();
  settings.base_url = "http://localhost:11434";
  const auto answered = decode_openai_chat(settings, {404, {}, "404 page not found"});
  ASSERT_FALSE(answered);
  EXPECT_EQ(answered.failure().advice,
            "check the model, and whether the address is http://localhost:11434/v1");
  EXPECT_EQ(decode_openai_chat(local(), {404, {}, ""}).failure().advice, "");
}

}  // namespace
}  // namespace wmh::detail
