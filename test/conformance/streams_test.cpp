// Long answers, which a provider asks for as streams: every dialect over the wire, and what breaks.
#include <wmh/testing/matchers.hpp>

#include "conformance/provider_desk.hpp"
#include "net/base64.hpp"
#include "support/event_frames.hpp"

namespace wmh {
namespace {

using testing::AnswerServer;
using testing::ask_once;
using testing::event_frame;
using testing::exception_frame;
using testing::FailsWith;
using testing::FaultServer;
using ::testing::HasSubstr;
using testing::http;
using testing::IsOk;
using testing::MessageHas;
using testing::options_of;
using testing::Peer;

CompletionRequest long_ping() {
  CompletionRequest request = testing::ping();
  request.max_tokens = 32'000;
  return request;
}

std::string sse(std::initializer_list<std::string_view> events) {
  std::string bytes;
  for (const std::string_view data : events)
    bytes += fmt::format("data: {}\n\n", data);
  return bytes;
}

const std::string start = sse({R"({"type":"message_start","message":{"model":"m-1"}})"});
const std::string text = sse(
    {R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"pong"}})"});
const std::string end = sse(
    {R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}})",
     R"({"type":"message_stop"})"});
const std::string overloaded =
    "event: error\n" +
    sse({R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})"});

/// The stream of each kind, and what its request must have.
struct Kind {
  std::string name;
  std::string model;
  std::string stream;
  std::string_view asks;
};

const Kind kinds[] = {
    {"anthropic", "m-1", start + text + end, R"("stream":true)"},
    {"openai", "m-1",
     sse({R"({"choices":[{"index":0,"delta":{"content":"pong"},"finish_reason":"stop"}]})",
          "[DONE]"}),
     R"("stream":true,"stream_options":{"include_usage":true})"},
    {"azure_openai", "m-1",
     sse({R"({"choices":[{"index":0,"delta":{"content":"pong"},"finish_reason":"stop"}]})",
          "[DONE]"}),
     R"("stream":true,"stream_options":{"include_usage":true})"},
    {"openai_responses", "m-1",
     sse({R"({"type":"response.completed","response":{"status":"completed","output":[)"
          R"({"type":"message","content":[{"type":"output_text","text":"pong"}]}]}})"}),
     R"("stream":true)"},
    {"bedrock", "m-1",
     event_frame("contentBlockDelta", R"({"contentBlockIndex":0,"delta":{"text":"pong"}})") +
         event_frame("messageStop", R"({"stopReason":"end_turn"})"),
     "/model/m-1/converse-stream HTTP/1.1"},
    {"bedrock", "anthropic.claude-x",
     event_frame("chunk",
                 R"({"bytes":")" +
                     detail::to_base64(R"({"type":"content_block_delta","index":0,"delta":)"
                                       R"({"type":"text_delta","text":"pong"}})") +
                     R"("})") +
         event_frame("chunk",
                     R"({"bytes":")" + detail::to_base64(R"({"type":"message_stop"})") + R"("})"),
     "/model/anthropic.claude-x/invoke-with-response-stream HTTP/1.1"},
};

TEST(Streams, Case01LongAnswersOfEveryKindAreStreamed) {
  for (const Kind& kind : kinds) {
    SCOPED_TRACE(kind.name + " " + kind.model);
    AnswerServer server({http(200, kind.stream, "request-id: req-1\r\n")});
    ProviderOptions options = options_of(kind.name, server.url());
    options.model = kind.model;
    const auto completion = ask_once(options, long_ping());
    ASSERT_THAT(completion, IsOk());
    EXPECT_EQ(completion->text, "pong");
    EXPECT_EQ(completion->request_id, "req-1");
    EXPECT_EQ(server.requests().size(), 1u);
    EXPECT_THAT(server.requests()[0], HasSubstr(std::string(kind.asks)));
  }
}

TEST(Streams, Case33AnErrorInPlaceOfAStream) {
  AnswerServer server({http(404, R"({"error":{"type":"not_found_error","message":"no such"}})")});
  const auto completion = ask_once(options_of("anthropic", server.url()), long_ping());
  EXPECT_THAT(completion, FailsWith(errc::provider_refused));
  EXPECT_THAT(completion, MessageHas("no such"));
  EXPECT_EQ(server.requests().size(), 1u);
}

/// Streams of which the first one is bad, and what it comes to.
struct Broken {
  std::string_view name;
  std::string stream;
  bool again;
  errc code;
};

void expect_broken(std::string_view kind, const std::string& good,
                   const std::vector<Broken>& rows) {
  for (const Broken& row : rows) {
    SCOPED_TRACE(row.name);
    AnswerServer server({http(200, row.stream), http(200, good)});
    const auto completion = ask_once(options_of(std::string(kind), server.url()), long_ping());
    EXPECT_EQ(server.requests().size(), row.again ? 2u : 1u);
    EXPECT_EQ(completion.has_value(), row.again);
    EXPECT_TRUE(row.again || completion.error().code() == row.code) << completion.error().message();
  }
}

TEST(Streams, Case47AnErrorBeforeAndAfterTheFirstText) {
  expect_broken("anthropic", start + text + end,
                {{"before", start + overloaded, true, {}},
                 {"after", start + text + overloaded, false, errc::provider_unavailable}});
}

TEST(Streams, Case48AStreamWithoutItsEnd) {
  expect_broken("anthropic", start + text + end,
                {{"before any text", start, true, {}},
                 {"after some", start + text, false, errc::provider_unavailable}});
}

TEST(Streams, Case64AnExceptionBeforeAndAfterTheFirstText) {
  const std::string delta =
      event_frame("contentBlockDelta", R"({"contentBlockIndex":0,"delta":{"text":"pong"}})");
  const std::string good = delta + event_frame("messageStop", R"({"stopReason":"end_turn"})");
  const std::string busy = exception_frame("serviceUnavailableException", R"({"message":"no"})");
  expect_broken(
      "bedrock", good,
      {{"before", busy, true, {}}, {"after", delta + busy, false, errc::provider_unavailable}});
}

TEST(Streams, Case46SilenceWithinAStream) {
  std::atomic<bool> closed = false;
  FaultServer server([&](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\n\r\n" + start + text + text + text);
    closed = peer.sees_close(std::chrono::seconds(5));
  });
  ProviderOptions options = options_of("anthropic", server.url(""));
  options.time_limit = std::chrono::milliseconds(300);
  const auto completion = ask_once(options, long_ping());
  EXPECT_THAT(completion, FailsWith(errc::timed_out));
  EXPECT_EQ(server.requests().size(), 1u);
  for (int waited = 0; !closed && waited < 100; ++waited)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_TRUE(closed);
}

TEST(Streams, Case45AStreamMayTakeLongerThanAnAttempt) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + start);
    for (int i = 0; i < 8; ++i) {
      peer.write("event: ping\n" + sse({R"({"type":"ping"})"}));
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
    }
    peer.write(text + end);
  });
  ProviderOptions options = options_of("anthropic", server.url(""));
  options.time_limit = std::chrono::milliseconds(300);
  EXPECT_THAT(ask_once(options, long_ping()), IsOk());
}

}  // namespace
}  // namespace wmh
