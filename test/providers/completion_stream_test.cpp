#include "providers/completion_stream.hpp"

#include "providers/streams.hpp"

namespace wmh::detail {
namespace {

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

}  // namespace
}  // namespace wmh::detail
