// How streams end: with errors, too early, with events that are not known.
#include "providers/streams.hpp"

namespace wmh::detail {
namespace {

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

TEST(CompletionStream, HasABound) {
  CompletionStream stream(settings_of(openai));
  const SseEvent event{.data = "\"" + std::string(15u << 20, 'x') + "\""};
  for (int i = 0; i < 4; ++i)
    ASSERT_TRUE(stream.take(event));
  EXPECT_FALSE(stream.take(event));
}

}  // namespace
}  // namespace wmh::detail
