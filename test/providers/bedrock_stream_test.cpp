// Case 64: the frames of Bedrock's streams, good and bad, cut at every place.
#include "providers/bedrock_stream.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/base64.hpp"
#include "support/event_frames.hpp"

namespace wmh::detail {
namespace {

using enum FailureKind;
using testing::big_endian;
using testing::event_frame;
using testing::exception_frame;
using testing::frame;
using testing::header;
using testing::text_header;
using testing::with_crc;

ProviderSettings settings_of(std::string model) {
  ProviderSettings settings;
  settings.kind = ProviderKind::bedrock;
  settings.model = std::move(model);
  return settings;
}

/// What a stream came to: the texts, and the completion or the failure.
struct Told {
  std::string text{};
  Outcome<Completion> answer = Failure{};
};

Told read(const std::string& bytes, std::size_t cut, const std::string& model = "m-1") {
  BedrockStream stream(settings_of(model));
  Told told;
  for (const std::string_view piece :
       {std::string_view(bytes).substr(0, cut), std::string_view(bytes).substr(cut)}) {
    auto taken = stream.take(piece);
    if (!taken) {
      told.answer = std::move(taken.failure());
      return told;
    }
    told.text += *taken;
  }
  told.answer = stream.finish({200, {{"x-amzn-requestid", "r"}}, ""});
  return told;
}

std::string delta(const std::string& text) {
  return event_frame("contentBlockDelta",
                     R"({"contentBlockIndex":0,"delta":{"text":")" + text + R"("},"p":"abcd"})");
}
const std::string begin = event_frame("messageStart", R"({"role":"assistant"})");
const std::string end = event_frame("messageStop", R"({"stopReason":"end_turn"})");
const std::string counts =
    event_frame("metadata", R"({"usage":{"inputTokens":7,"outputTokens":2}})");

TEST(BedrockStream, Case64IsTheSameWhereverItIsCut) {
  const std::string bytes = begin + delta("po") + event_frame("sunrise", "{}") + delta("ng") +
                            event_frame("contentBlockStop", "{}") + end + counts;
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const Told told = read(bytes, cut);
    ASSERT_TRUE(told.answer) << "cut at " << cut << ": " << told.answer.failure().message;
    ASSERT_EQ(told.text, "pong");
    ASSERT_EQ(told.answer->text, "pong");
    ASSERT_EQ(told.answer->usage.input_tokens, 7);
    ASSERT_EQ(told.answer->request_id, "r");
  }
}

TEST(BedrockStream, Case64WithoutMetadataTheUsageIsMissing) {
  const Told told = read(begin + delta("a") + end, 0);
  ASSERT_TRUE(told.answer);
  EXPECT_TRUE(told.answer->usage_missing);
}

TEST(BedrockStream, Case64ClaudesEventsArePackedInChunks) {
  std::string bytes;
  for (
      const char* data :
      {R"({"type":"message_start","message":{"usage":{"input_tokens":7}}})",
       R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}})",
       R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}})",
       R"({"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":7}})"})
    bytes += event_frame("chunk", R"({"bytes":")" + to_base64(data) + R"("})");
  const Told told = read(bytes, 40, "anthropic.claude-x");
  ASSERT_TRUE(told.answer) << told.answer.failure().message;
  EXPECT_EQ(told.text, "a");
}

struct Bad {
  std::string_view name;
  std::string bytes;
  FailureKind kind;
  std::string_view says;
};

TEST(BedrockStream, Case64BadFramesAndFailures) {
  const std::string good = delta("a");
  std::string bad_prelude = good;
  bad_prelude[9] = static_cast<char>(bad_prelude[9] ^ 1);
  std::string bad_body = good;
  bad_body[20] = static_cast<char>(bad_body[20] ^ 1);
  const auto lengths = [](std::uint64_t total, std::uint64_t headers) {
    return with_crc(big_endian(total, 4) + big_endian(headers, 4)) + std::string(32, 'x');
  };
  const Bad rows[] = {
      {"bad prelude CRC", bad_prelude, malformed, "checksum of a frame's lengths"},
      {"bad message CRC", bad_body, malformed, "checksum of a frame is"},
      {"too short", lengths(15, 0), malformed, "shorter"},
      {"headers beyond the frame", lengths(40, 30), malformed, "longer than their frame"},
      {"two gigabytes", lengths(std::uint64_t{2} << 30, 0), malformed, "24 MiB"},
      {"a header twice", frame(text_header("a", "1") + text_header("a", "2"), ""), malformed,
       "headers"},
      {"an unknown type of header", frame(header(10, "", "a"), ""), malformed, "headers"},
      {"the end within a frame", good.substr(0, good.size() - 3), malformed, "within a frame"},
      {"an exception", good + good + exception_frame("throttlingException", R"({"message":"no"})"),
       rate_limited, "no"},
      {"an error",
       frame(text_header(":message-type", "error") + text_header(":error-code", "InternalError") +
                 text_header(":error-message", "boom"),
             ""),
       server, "boom"},
      {"no stop", begin + good, malformed, "ended before"},
      {"nothing", "", malformed, "ended before"},
  };
  for (const Bad& row : rows)
    for (std::size_t cut = 0; cut <= row.bytes.size(); ++cut) {
      const Told told = read(row.bytes, cut);
      ASSERT_FALSE(told.answer) << row.name;
      ASSERT_EQ(to_string(told.answer.failure().kind), to_string(row.kind)) << row.name;
      ASSERT_THAT(told.answer.failure().message, ::testing::HasSubstr(row.says)) << row.name;
    }
}

}  // namespace
}  // namespace wmh::detail
