#include "providers/aws_event_stream.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/event_frames.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

namespace wmh::detail {
namespace {

using testing::big_endian;
using testing::frame;
using testing::header;

std::string unhex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return bytes;
}

/// What a stream holds: a line for each message, and how it ended.
std::string story(EventStreamDecoder& decoder, std::string_view bytes) {
  decoder.feed(bytes);
  std::string out;
  while (true) {
    const auto message = decoder.next();
    if (!message) return out + "error: " + message.error().message();
    if (!*message) return out;
    for (const EventStreamHeader& header : (*message)->headers)
      out += header.name + "=" + std::string((*message)->text(header.name)) + " ";
    out += (*message)->payload + "\n";
  }
}

std::string whole_story(std::string_view bytes) {
  EventStreamDecoder decoder;
  std::string out = story(decoder, bytes);
  const auto end = decoder.finish();
  return end || out.find("error: ") != std::string::npos ? out
                                                         : out + "end: " + end.error().message();
}

struct Expected {
  std::string_view name;
  std::string story;
};

std::string event(const std::string& type, const std::string& payload) {
  return ":event-type=" + type + " :content-type=application/json :message-type=event " + payload +
         "\n";
}

std::string bad(const std::string& problem) {
  return "error: event stream: " + problem + "; send the request again";
}

std::vector<Expected> expected() {
  return {
      {"empty message", "\n"},
      {"messageStart", event("messageStart", R"({"role":"assistant"})")},
      {"contentBlockDelta",
       event("contentBlockDelta", R"({"contentBlockIndex":0,"delta":{"text":"héllo"}})")},
      {"contentBlockStop", event("contentBlockStop", R"({"contentBlockIndex":0})")},
      {"messageStop", event("messageStop", R"({"stopReason":"end_turn"})")},
      {"metadata",
       event("metadata", R"({"usage":{"inputTokens":3,"outputTokens":2,"totalTokens":5},)"
                         R"("metrics":{"latencyMs":12}})")},
      {"throttlingException",
       ":exception-type=throttlingException :content-type=application/json "
       ":message-type=exception "
       R"({"message":"Too many requests, please wait before trying again."})"
       "\n"},
      {"unmodeled error", ":message-type=error :error-code=InternalError :error-message=boom \n"},
      {"chunk (InvokeModelWithResponseStream)",
       event("chunk", R"({"bytes":"eyJ0eXBlIjoibWVzc2FnZV9zdG9wIn0="})")},
      {"bad prelude CRC", bad("the checksum of a frame's lengths is wrong")},
      {"bad message CRC", bad("the checksum of a frame is wrong")},
      {"payload bit flip", bad("the checksum of a frame is wrong")},
      {"truncated", "end: event stream: it ended within a frame; send the request again"},
      {"oversize total length, valid prelude CRC", bad("a payload is above 24 MiB")},
      {"headers longer than message", bad("headers are longer than their frame")},
      {"total length below 16", bad("a frame is shorter than its own lengths and checksums")},
  };
}

TEST(AwsEventStream, ReadsTheVectorsAtEverySplit) {
  const auto file = testing::vectors() / "eventstream_vectors.json";
  WMH_REQUIRE_FOLDER(file);
  const json::value vectors = parse_json(testing::read_text(file)).value();
  const auto stories = expected();
  ASSERT_EQ(vectors.as_array().size(), stories.size());
  for (std::size_t i = 0; i < stories.size(); ++i) {
    SCOPED_TRACE(stories[i].name);
    ASSERT_EQ(vectors.at(i).at("name").as_string(), stories[i].name);
    const std::string bytes = unhex(vectors.at(i).at("hex").as_string());
    EXPECT_EQ(whole_story(bytes), stories[i].story);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      EventStreamDecoder decoder;
      std::string out = story(decoder, std::string_view(bytes).substr(0, cut));
      if (out.find("error: ") == std::string::npos)
        out += story(decoder, std::string_view(bytes).substr(cut));
      if (const auto end = decoder.finish(); !end && out.find("error: ") == std::string::npos)
        out += "end: " + end.error().message();
      ASSERT_EQ(out, stories[i].story) << "cut at " << cut;
    }
  }
}

TEST(AwsEventStream, ReadsEveryTypeOfHeader) {
  using Value = decltype(EventStreamHeader::value);
  const std::pair<std::string, Value> cases[] = {
      {header(0, ""), true},
      {header(1, ""), false},
      {header(2, "\xff"), std::int64_t{-1}},
      {header(3, std::string("\x80\0", 2)), std::int64_t{-32768}},
      {header(4, "\x7f\xff\xff\xff"), std::int64_t{2147483647}},
      {header(5, std::string(8, '\xff')), std::int64_t{-1}},
      {header(6, std::string("\0\2", 2) + "ab"), std::string("ab")},
      {header(7, std::string("\0\0", 2)), std::string()},
      {header(8, big_endian(1'700'000'000'000, 8)), std::int64_t{1'700'000'000'000}},
      {header(9, std::string(16, 'u')), std::string(16, 'u')},
  };
  for (const auto& [bytes, value] : cases) {
    EventStreamDecoder decoder;
    decoder.feed(frame(bytes, "p"));
    const auto message = decoder.next();
    ASSERT_THAT(message, testing::IsOk());
    ASSERT_EQ((*message)->headers.size(), 1U);
    EXPECT_EQ((*message)->headers[0].value, value);
    EXPECT_EQ((*message)->payload, "p");
  }
}

TEST(AwsEventStream, RefusesHeadersThatCannotBeRead) {
  const std::string cases[] = {
      header(10, ""),                             // no such type
      header(0, "", ""),                          // no name
      header(0, "") + header(1, ""),              // twice
      header(7, std::string("\0\5", 2) + "abc"),  // longer than what is left
      std::string("\5ab"),
      header(9, "short"),
  };
  for (const std::string& bytes : cases) {
    EventStreamDecoder decoder;
    decoder.feed(frame(bytes, ""));
    EXPECT_THAT(decoder.next(), testing::MessageHas("headers of a frame cannot be read"));
    EXPECT_THAT(decoder.next(), testing::FailsWith(errc::network));
    EXPECT_THAT(decoder.finish(), testing::FailsWith(errc::network));
  }
}

TEST(AwsEventStream, ReadsManyFramesByteForByte) {
  std::string bytes;
  for (int i = 0; i < 50; ++i)
    bytes += frame(header(7, std::string("\0\1", 2) + "v"), std::string(10000, 'x'));
  EventStreamDecoder decoder;
  int count = 0;
  for (const char byte : bytes) {
    decoder.feed({&byte, 1});
    const auto message = decoder.next();
    ASSERT_THAT(message, testing::IsOk());
    if (*message) ++count;
  }
  EXPECT_EQ(count, 50);
  EXPECT_THAT(decoder.finish(), testing::IsOk());
}

}  // namespace
}  // namespace wmh::detail
