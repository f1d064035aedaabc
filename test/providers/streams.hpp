#pragma once

// Streams of all dialects as tables: the bytes of a stream, and what it comes to.
#include "providers/completion_stream.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {

using enum FailureKind;
using enum ProviderKind;

inline ProviderSettings settings_of(ProviderKind kind) {
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

inline Told read(ProviderKind kind, std::string_view bytes, HttpHeaders headers = {}) {
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

inline std::string sse(std::initializer_list<std::string> events) {
  std::string bytes;
  for (const std::string& data : events)
    bytes += "data: " + data + "\n\n";
  return bytes;
}

// The parts of streams of Anthropic.
inline const std::string start =
    R"({"type":"message_start","message":{"model":"m-2","content":[],"stop_reason":null,)"
    R"("usage":{"input_tokens":7,"cache_read_input_tokens":3,"output_tokens":1}}})";
inline const std::string text_start =
    R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})";
inline const std::string stop = R"({"type":"content_block_stop","index":0})";
inline const std::string over = R"({"type":"message_stop"})";

inline std::string text_delta(const std::string& text) {
  return R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" + text +
         R"("}})";
}
inline std::string ending(const std::string& reason, int output = 2) {
  return R"({"type":"message_delta","delta":{"stop_reason":")" + reason +
         R"("},"usage":{"output_tokens":)" + std::to_string(output) + "}}";
}
inline std::string chunk(const std::string& delta, const std::string& reason = "null") {
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

inline void expect_rows(const std::vector<Row>& rows) {
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

}  // namespace wmh::detail
