#include "providers/anthropic.hpp"

#include "providers/exchange.hpp"

namespace wmh::detail {
namespace {

ProviderSettings claude() {
  ProviderSettings settings{.kind = ProviderKind::anthropic, .model = "claude-opus-5-5"};
  settings.base_url = "https://api.anthropic.com";
  settings.key = Secret("sk-ant-key");
  return settings;
}

TEST(Anthropic, Bodies) {
  ProviderSettings cached = claude();
  cached.prompt_cache = PromptCache::minutes;
  ProviderSettings cached_long = claude();
  cached_long.prompt_cache = PromptCache::hour;
  ProviderSettings effort = claude();
  effort.reasoning_effort = "low";
  ProviderSettings in_prompt = claude();
  in_prompt.schema_mode = SchemaMode::prompt;
  CompletionRequest sampled = hello();
  sampled.temperature = 0.0;
  sampled.seed = 7;
  sampled.max_tokens = 5;
  CompletionRequest broken = hello();
  broken.system = "";
  broken.messages[0].content = "a\xff z";
  expect_bodies({
      {"minimal", claude(), hello(),
       R"({"model":"claude-opus-5-5","max_tokens":8192,"system":"Be brief.",)"
       R"("messages":[{"role":"user","content":"hi"}]})"},
      {"turns, no system", claude(), talk(),
       R"({"model":"claude-opus-5-5","max_tokens":8192,)"
       R"("messages":[{"role":"user","content":"a \"b\""},{"role":"assistant","content":"ü"},)"
       R"({"role":"user","content":"c"}]})"},
      {"temperature 0 is sent, seed is not", claude(), sampled,
       R"({"model":"claude-opus-5-5","max_tokens":5,"system":"Be brief.",)"
       R"("messages":[{"role":"user","content":"hi"}],"temperature":0.0})"},
      {"cache", cached, hello(),
       R"({"model":"claude-opus-5-5","max_tokens":8192,"system":[{"type":"text",)"
       R"("text":"Be brief.","cache_control":{"type":"ephemeral"}}],)"
       R"("messages":[{"role":"user","content":"hi"}]})"},
      {"cache for an hour", cached_long, hello(),
       R"({"model":"claude-opus-5-5","max_tokens":8192,"system":[{"type":"text",)"
       R"("text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],)"
       R"("messages":[{"role":"user","content":"hi"}]})"},
      {"effort", effort, hello(),
       R"({"model":"claude-opus-5-5","max_tokens":8192,"system":"Be brief.",)"
       R"("messages":[{"role":"user","content":"hi"}],"output_config":{"effort":"low"}})"},
      {"schema", claude(), with_schema(),
       R"({"model":"claude-opus-5-5","max_tokens":8192,"system":"Be brief.",)"
       R"("messages":[{"role":"user","content":"hi"}],"output_config":{"format":)"
       R"({"type":"json_schema","schema":{"type":"object","properties":{"n":{"type":"integer",)"
       "\"description\":\"(minimum: 1)\"}},"
       R"("additionalProperties":false}}}})"},
      {"schema in the prompt", in_prompt, with_schema(),
       R"({"model":"claude-opus-5-5","max_tokens":8192,"system":"Be brief.\n\nAnswer with one )"
       R"(JSON value that follows this JSON schema, and with nothing else:\n{\"type\":\"object\",)"
       R"(\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":1}}}",)"
       R"("messages":[{"role":"user","content":"hi"}]})"},
      {"bytes that are not UTF-8", claude(), broken,
       R"({"model":"claude-opus-5-5","max_tokens":8192,)"
       R"("messages":[{"role":"user","content":"a\ufffd z"}]})"},
  });
}

TEST(Anthropic, AddressAndHeaders) {
  const HttpRequest request = encode_anthropic(claude(), hello()).value();
  EXPECT_EQ(request.url, "https://api.anthropic.com/v1/messages");
  EXPECT_EQ(header_of(request, "x-api-key"), "sk-ant-key");
  EXPECT_EQ(header_of(request, "authorization"), "(absent)");
  EXPECT_EQ(header_of(request, "anthropic-version"), "2023-06-01");
  EXPECT_EQ(header_of(request, "content-type"), "application/json");
  EXPECT_EQ(header_of(request, "accept"), "application/json");
}

TEST(Anthropic, ATokenReplacesTheKey) {
  ProviderSettings settings = claude();
  settings.bearer = true;
  settings.base_url = "http://127.0.0.1:9/gateway/";
  settings.api_version = "2026-10-21";
  settings.headers = {{"anthropic-beta", "a,b"}};
  const HttpRequest request = encode_anthropic(settings, hello()).value();
  EXPECT_EQ(request.url, "http://127.0.0.1:9/gateway/v1/messages");
  EXPECT_EQ(header_of(request, "authorization"), "Bearer sk-ant-key");
  EXPECT_EQ(header_of(request, "x-api-key"), "(absent)");
  EXPECT_EQ(header_of(request, "anthropic-version"), "2026-10-21");
  EXPECT_EQ(header_of(request, "anthropic-beta"), "a,b");
}

TEST(Anthropic, RequestsThatCannotWork) {
  CompletionRequest empty_text = hello();
  empty_text.messages[0].content = "";
  EXPECT_THAT(encode_anthropic(claude(), empty_text), testing::MessageHas("message 0 has no text"));
  CompletionRequest assistant = hello();
  assistant.messages[0].role = Role::assistant;
  EXPECT_THAT(encode_anthropic(claude(), assistant), testing::FailsWith(errc::invalid_argument));
  CompletionRequest room = hello();
  room.max_tokens = 0;
  EXPECT_THAT(encode_anthropic(claude(), room), testing::MessageHas("max_tokens is 0"));
  CompletionRequest nan = hello();
  nan.temperature = std::nan("");
  EXPECT_THAT(encode_anthropic(claude(), nan), testing::MessageHas("temperature"));
  EXPECT_THAT(encode_anthropic(claude(), CompletionRequest()), testing::MessageHas("no message"));
  CompletionRequest shapeless = with_schema();
  shapeless.schema->at("properties").as_object()["n"] = json::object{{"minimum", 1}};
  EXPECT_THAT(encode_anthropic(claude(), shapeless), testing::MessageHas("has no type"));
}

std::string answer(const std::string& content, const std::string& rest) {
  return R"({"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5","content":)" +
         content + "," + rest + "}";
}

TEST(Anthropic, Answers) {
  using enum FinishReason;
  const std::string hi = R"([{"type":"text","text":"hi","citations":null}])";
  expect_answers(
      claude(),
      {
          {"end", answer(hi, R"("stop_reason":"end_turn")"), "hi", end, "end_turn"},
          {"thoughts first",
           answer(
               R"([{"type":"thinking","thinking":"","signature":"s"},{"type":"text","text":"a"},)"
               R"({"type":"unheard_of"},{"type":"text","text":"b"}])",
               R"("stop_reason":"end_turn")"),
           "ab", end, "end_turn"},
          {"only a tool",
           answer(R"([{"type":"tool_use","id":"t","name":"n","input":{}}])",
                  R"("stop_reason":"tool_use")"),
           "", tool_call, "tool_use"},
          {"nothing", answer("[]", R"("stop_reason":"end_turn")"), "", end, "end_turn"},
          {"cut short", answer(hi, R"("stop_reason":"max_tokens")"), "hi", length, "max_tokens"},
          {"no more context", answer(hi, R"("stop_reason":"model_context_window_exceeded")"), "hi",
           length, "model_context_window_exceeded"},
          {"stop sequence", answer(hi, R"("stop_reason":"stop_sequence")"), "hi", stop_sequence,
           "stop_sequence"},
          {"refusal without details",
           answer("[]", R"("stop_reason":"refusal","stop_details":null)"), "", refused, "refusal"},
          {"refusal with details",
           answer("[]", R"("stop_reason":"refusal","stop_details":{"type":"refusal",)"
                        R"("category":"cyber","explanation":"No."})"),
           "", refused, "refusal", "cyber: No."},
          {"refusal of no category",
           answer("[]", R"("stop_reason":"refusal","stop_details":{"type":"refusal",)"
                        R"("category":null,"explanation":"No."})"),
           "", refused, "refusal", "No."},
          {"pause", answer(hi, R"("stop_reason":"pause_turn")"), "hi", other, "pause_turn"},
          {"a word of tomorrow", answer(hi, R"("stop_reason":"tired")"), "hi", other, "tired"},
          {"null", answer(hi, R"("stop_reason":null)"), "hi", end, ""},
      });
}

TEST(Anthropic, Usage) {
  const auto with = [](const std::string& usage) {
    return answer("[]", R"("stop_reason":"end_turn","usage":)" + usage);
  };
  expect_usage(
      claude(),
      {
          {"all",
           with(
               R"({"input_tokens":12,"cache_creation_input_tokens":100,)"
               R"("cache_read_input_tokens":2048,"cache_creation":{"ephemeral_5m_input_tokens":60,)"
               R"("ephemeral_1h_input_tokens":40},"output_tokens":5,)"
               R"("output_tokens_details":{"thinking_tokens":3},"service_tier":"standard"})"),
           {.input_tokens = 2160,
            .output_tokens = 5,
            .cache_read_tokens = 2048,
            .cache_write_tokens = 100,
            .long_cache_write_tokens = 40,
            .reasoning_tokens = 3}},
          {"doubles",
           with(R"({"input_tokens":12.0,"output_tokens":5.0})"),
           {.input_tokens = 12, .output_tokens = 5}},
          {"nonsense", with(R"({"input_tokens":-1,"output_tokens":1e300})"), {}, true},
          {"null", with("null"), {}, true},
          {"absent", answer("[]", R"("stop_reason":"end_turn")"), {}, true},
      });
}

TEST(Anthropic, NamesModelAndRequest) {
  const auto answered = decode_anthropic(
      claude(), ok(answer("[]", R"("stop_reason":"end_turn")"), {{"request-id", "req_9"}}));
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->model, "claude-opus-5-5");
  EXPECT_EQ(answered->request_id, "req_9");
}

TEST(Anthropic, WhatIsNoAnswer) {
  expect_malformed(claude(), {"", "null", "[]", "{}", "<html>", R"({"content":"text"})"});
}

TEST(Anthropic, ErrorsDoNotShowTheKey) {
  const auto answered =
      decode_anthropic(claude(), {401,
                                  {},
                                  R"({"type":"error","error":{"type":"authentication_error",)"
                                  R"("message":"bad key sk-ant-key"}})"});
  ASSERT_FALSE(answered);
  EXPECT_EQ(answered.failure().kind, FailureKind::authentication);
  EXPECT_EQ(answered.failure().message, "bad key ***");
}

}  // namespace
}  // namespace wmh::detail
