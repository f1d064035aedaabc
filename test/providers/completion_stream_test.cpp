// Streams of all dialects as tables: the bytes of a stream, and what it comes to.
#include "providers/completion_stream.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using enum FailureKind;
using enum ProviderKind;

ProviderSettings settings_of(ProviderKind kind) {
  ProviderSettings settings;
  settings.kind = kind;
  settings.model = "m-1";
  settings.key = Secret("sk-abcdefgh-12345678");
  return settings;
}

/// What a stream came to.
struct Told {
  std::vector<std::string> deltas{};  ///< Those with a text.
  Outcome<Completion> answer = Failure{};
};

Told read(ProviderKind kind, std::string_view bytes, HttpHeaders headers = {}) {
  CompletionStream stream(settings_of(kind));
  SseParser parser;
  EXPECT_TRUE(parser.feed(bytes).has_value());
  parser.finish();
  Told told;
  while (const auto event = parser.next()) {
    auto taken = stream.take(*event);
    if (!taken) {
      told.answer = std::move(taken.failure());
      return told;
    }
    if (!taken->empty()) told.deltas.push_back(std::move(*taken));
  }
  told.answer = stream.finish({200, std::move(headers), ""});
  return told;
}

std::string sse(std::initializer_list<std::string> events) {
  std::string bytes;
  for (const std::string& data : events)
    bytes += "data: " + data + "\n\n";
  return bytes;
}

// The parts of streams of Anthropic.
const std::string start =
    R"({"type":"message_start","message":{"model":"m-2","content":[],"stop_reason":null,)"
    R"("usage":{"input_tokens":7,"cache_read_input_tokens":3,"output_tokens":1}}})";
const std::string text_start =
    R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})";
const std::string stop = R"({"type":"content_block_stop","index":0})";
const std::string over = R"({"type":"message_stop"})";

std::string text_delta(const std::string& text) {
  return R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" + text +
         R"("}})";
}
std::string ending(const std::string& reason, int output = 2) {
  return R"({"type":"message_delta","delta":{"stop_reason":")" + reason +
         R"("},"usage":{"output_tokens":)" + std::to_string(output) + "}}";
}
std::string chunk(const std::string& delta, const std::string& reason = "null") {
  return R"({"model":"m-2","choices":[{"index":0,"delta":)" + delta + R"(,"finish_reason":)" +
         reason + "}]}";
}

struct Row {
  std::string_view name;
  ProviderKind kind;
  std::string bytes;
  std::vector<std::string> deltas;
  FinishReason finish = FinishReason::end;
  std::int64_t input = 10;
  std::int64_t output = 2;
  bool missing = false;
  std::string refusal = "";
};

void expect_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Told told = read(row.kind, row.bytes);
    ASSERT_TRUE(told.answer) << told.answer.failure().message;
    EXPECT_EQ(told.deltas, row.deltas);
    std::string text;
    for (const std::string& delta : row.deltas)
      text += delta;
    EXPECT_EQ(told.answer->text, text);
    EXPECT_EQ(to_string(told.answer->finish), to_string(row.finish));
    EXPECT_EQ(told.answer->usage.input_tokens, row.input);
    EXPECT_EQ(told.answer->usage.output_tokens, row.output);
    EXPECT_EQ(told.answer->usage_missing, row.missing);
    EXPECT_EQ(told.answer->refusal, row.refusal);
  }
}

TEST(CompletionStream, AWholeAnswerOfEachDialect) {
  const auto done = FinishReason::end;
  expect_rows(
      {{"Messages",
        anthropic,
        sse({start, text_start, text_delta("po"), text_delta("ng"), stop, ending("end_turn"),
             over}),
        {"po", "ng"}},
       {"Chat Completions",
        openai,
        sse({chunk(R"({"role":"assistant","content":""})"), chunk(R"({"content":"po"})"),
             chunk(R"({"content":"ng"})"), chunk("{}", "\"stop\""),
             R"({"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2}})", "[DONE]"}),
        {"po", "ng"}},
       {"Responses",
        openai_responses,
        sse({R"({"type":"response.created","response":{"status":"in_progress","output":[]}})",
             R"({"type":"response.output_text.delta","delta":"po"})",
             R"({"type":"response.output_text.delta","delta":"ng"})",
             R"({"type":"response.completed","response":{"status":"completed","output":[)"
             R"({"type":"message","content":[{"type":"output_text","text":"pong"}]}],)"
             R"("usage":{"input_tokens":10,"output_tokens":2}}})"}),
        {"po", "ng"},
        done}});
}

TEST(CompletionStream, NamesModelAndRequest) {
  const Told told = read(anthropic, sse({start, ending("end_turn"), over}), {{"request-id", "r"}});
  ASSERT_TRUE(told.answer);
  EXPECT_EQ(told.answer->model, "m-2");
  EXPECT_EQ(told.answer->request_id, "r");
}

TEST(CompletionStream, Case38RefusalsWithinAStream) {
  expect_rows({{"before any text",
                anthropic,
                sse({start, ending("refusal"), over}),
                {},
                FinishReason::refused},
               {"with a category",
                anthropic,
                sse({start, text_start, text_delta("a"), stop,
                     R"({"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":)"
                     R"({"type":"refusal","category":"cyber"}},"usage":{"output_tokens":2}})",
                     over}),
                {"a"},
                FinishReason::refused,
                10,
                2,
                false,
                "cyber"}});
}

TEST(CompletionStream, Case39ThoughtsAreNoText) {
  expect_rows(
      {{"thinking",
        anthropic,
        sse({start,
             R"({"type":"content_block_start","index":0,"content_block":{"type":"thinking",)"
             R"("thinking":""}})",
             R"({"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta",)"
             R"("thinking":"hm"}})",
             R"({"type":"content_block_delta","index":0,"delta":{"type":"signature_delta",)"
             R"("signature":"s"}})",
             stop,
             R"({"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}})",
             R"({"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"a"}})",
             ending("end_turn"), over}),
        {"a"}}});
}

TEST(CompletionStream, Case40StreamsCutByALimit) {
  expect_rows({{"Messages",
                anthropic,
                sse({start, text_start, text_delta("a"), stop, ending("max_tokens"), over}),
                {"a"},
                FinishReason::length},
               {"Chat Completions",
                openai,
                sse({chunk(R"({"content":"a"})"), chunk("{}", "\"length\""), "[DONE]"}),
                {"a"},
                FinishReason::length,
                0,
                0,
                true}});
}

TEST(CompletionStream, Case41RefusalsWithinAStream) {
  expect_rows({{"a refusal",
                openai,
                sse({chunk(R"({"refusal":"I "})"), chunk(R"({"refusal":"cannot."})"),
                     chunk("{}", "\"stop\""), "[DONE]"}),
                {},
                FinishReason::refused,
                0,
                0,
                true,
                "I cannot."},
               {"a filter",
                openai,
                sse({chunk(R"({"content":"a"})"), chunk("{}", "\"content_filter\""), "[DONE]"}),
                {"a"},
                FinishReason::refused,
                0,
                0,
                true}});
}

TEST(CompletionStream, Case42ResponsesThatDoNotComplete) {
  expect_rows({{"incomplete",
                openai_responses,
                sse({R"({"type":"response.output_text.delta","delta":"a"})",
                     R"({"type":"response.incomplete","response":{"status":"incomplete",)"
                     R"("incomplete_details":{"reason":"max_output_tokens"},"output":[)"
                     R"({"type":"message","content":[{"type":"output_text","text":"a"}]}]}})"}),
                {"a"},
                FinishReason::length,
                0,
                0,
                true}});
  const Told failed =
      read(openai_responses,
           sse({R"({"type":"response.failed","response":{"status":"failed","output":[],)"
                R"("error":{"code":"server_error","message":"m"}}})"}));
  ASSERT_FALSE(failed.answer);
  EXPECT_EQ(to_string(failed.answer.failure().kind), to_string(server));
}

TEST(CompletionStream, Case47ErrorsInsideAStream) {
  const std::pair<ProviderKind, std::string> rows[] = {
      {anthropic, "event: error\ndata: " +
                      std::string(R"({"type":"error","error":{"type":"overloaded_error",)"
                                  R"("message":"Overloaded, sk-abcdefgh-12345678"}})") +
                      "\n\n"},
      {openai, sse({R"({"error":{"code":503,"message":"Overloaded, sk-abcdefgh-12345678"}})"})},
      {openai_responses,
       sse({R"({"type":"error","code":"overloaded_error",)"
            R"("message":"Overloaded, sk-abcdefgh-12345678","sequence_number":1})"})},
  };
  for (const auto& [kind, bytes] : rows) {
    SCOPED_TRACE(bytes);
    const Told told = read(kind, bytes);
    ASSERT_FALSE(told.answer);
    EXPECT_EQ(to_string(told.answer.failure().kind), to_string(overloaded));
    EXPECT_EQ(told.answer.failure().message, "Overloaded, ***");
    EXPECT_TRUE(told.answer.failure().retryable());
  }
}

TEST(CompletionStream, Case48StreamsWithoutTheirLastEvent) {
  const std::pair<ProviderKind, std::string> cut[] = {
      {anthropic, sse({start, text_start, text_delta("a"), stop})},
      {anthropic, sse({start, text_start, text_delta("a"), stop, ending("end_turn")})},
      {anthropic, ""},
      {openai, sse({chunk(R"({"content":"a"})")})},
      {openai, sse({"[DONE]"})},
      {openai_responses, sse({R"({"type":"response.output_text.delta","delta":"a"})"})},
  };
  for (const auto& [kind, bytes] : cut) {
    SCOPED_TRACE(bytes);
    const Told told = read(kind, bytes);
    ASSERT_FALSE(told.answer);
    EXPECT_EQ(to_string(told.answer.failure().kind), to_string(malformed));
  }
  expect_rows({{"a reason without [DONE]",
                openai,
                sse({chunk(R"({"content":"a"})"), chunk("{}", "\"stop\"")}),
                {"a"},
                FinishReason::end,
                0,
                0,
                true},
               {"[DONE] without a reason",
                openai,
                sse({chunk(R"({"content":"a"})"), "[DONE]"}),
                {"a"},
                FinishReason::end,
                0,
                0,
                true}});
}

TEST(CompletionStream, Case49EventsThatAreNotKnownOrComeTwice) {
  expect_rows(
      {{"unknown events and deltas",
        anthropic,
        sse({start, R"({"type":"ping"})", R"({"type":"sunrise","index":0})", text_start,
             R"({"type":"content_block_delta","index":0,"delta":{"type":"scent_delta","text":"x"}})",
             text_delta("a"), stop, ending("end_turn"), over}),
        {"a"}},
       {"counts that replace one another",
        anthropic,
        sse({start, ending("end_turn", 1), ending("end_turn", 2), over}),
        {}},
       {"chunks without choices",
        openai,
        sse({R"({"choices":[],"prompt_filter_results":[]})", chunk(R"({"content":"a"})"),
             chunk("{}", "\"stop\""),
             R"({"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":2}})", "[DONE]",
             chunk(R"({"content":"b"})"), "no JSON"}),
        {"a"}},
       {"another choice",
        openai,
        sse({R"({"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"stop"}]})",
             chunk(R"({"content":"a"})", "\"stop\"")}),
        {"a"},
        FinishReason::end,
        0,
        0,
        true}});
}

TEST(CompletionStream, Case49WhatIsNoEventEndsIt) {
  const Told told = read(anthropic, sse({start, "{\"type\":"}));
  ASSERT_FALSE(told.answer);
  EXPECT_EQ(to_string(told.answer.failure().kind), to_string(malformed));
}

/// The stream of a tool call whose input comes in single characters.
json::object folded_input(std::string_view input) {
  const auto fold = fold_anthropic();
  fold->take("",
             json::object{{"type", "content_block_start"},
                          {"index", 0},
                          {"content_block", {{"type", "tool_use"}, {"input", json::object()}}}});
  for (const char c : input) {
    const json::object delta{{"type", "input_json_delta"}, {"partial_json", std::string(1, c)}};
    fold->take("", json::object{{"type", "content_block_delta"}, {"index", 0}, {"delta", delta}});
  }
  fold->take("", json::object{{"type", "content_block_stop"}, {"index", 0}});
  return fold->body().at("content").at(0).at("input").as_object();
}

TEST(CompletionStream, Case50TheInputOfAToolInSingleCharacters) {
  EXPECT_EQ(folded_input(R"({"a":"\u00fc","b":[1,{"c":null}]})"),
            (json::object{{"a", "\xC3\xBC"}, {"b", {1, json::object{{"c", nullptr}}}}}));
  EXPECT_EQ(folded_input(""), json::object());
}

TEST(CompletionStream, Case67AzuresStreams) {
  const std::string filter =
      R"({"choices":[{"index":0,"delta":{},"finish_reason":"content_filter",)"
      R"("content_filter_results":{"hate":{"filtered":true,"severity":"high"}}}]})";
  expect_rows({{"an asynchronous filter",
                azure_openai,
                sse({R"({"choices":[],"prompt_filter_results":[{"prompt_index":0}]})",
                     chunk(R"({"content":"a"})"),
                     R"({"choices":[{"index":0,"content_filter_offsets":{"check_offset":1}}]})",
                     chunk("{}", "\"stop\""), "[DONE]"}),
                {"a"},
                FinishReason::end,
                0,
                0,
                true},
               {"a filter that struck",
                azure_openai,
                sse({chunk(R"({"content":"a"})"), filter, "[DONE]"}),
                {"a"},
                FinishReason::refused,
                0,
                0,
                true,
                "hate"}});
}

TEST(CompletionStream, HasABound) {
  CompletionStream stream(settings_of(openai));
  const SseEvent event{.data = "\"" + std::string(15u << 20, 'x') + "\""};
  for (int i = 0; i < 4; ++i)
    ASSERT_TRUE(stream.take(event));
  EXPECT_FALSE(stream.take(event));
}

}  // namespace
}  // namespace wmh::detail
