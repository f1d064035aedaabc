// Event streams: any bytes are messages or an error, and the size of the pieces in which they come
// changes neither.
#include "fuzz/require.hpp"
#include "providers/bedrock_event.hpp"

#include <cstdint>

namespace {

using namespace wmh::detail;

struct Story {
  std::size_t messages = 0;
  std::size_t bytes = 0;
  std::string end{};

  bool operator==(const Story&) const = default;
};

/// Takes all messages that there are; false after an error.
bool drain(EventStreamDecoder& decoder, Story& story) {
  while (true) {
    auto message = decoder.next();
    if (!message) return false;
    if (!*message) return true;
    ++story.messages;
    story.bytes += (*message)->payload.size() + 16;
    const auto event = read_event(std::move(**message), Secret());
    if (!event) require(!to_error(event.failure(), "bedrock").message().empty());
  }
}

Story read(std::string_view bytes, std::size_t piece) {
  EventStreamDecoder decoder;
  Story story;
  bool going = true;
  for (std::size_t at = 0; at < bytes.size() && going; at += piece) {
    decoder.feed(bytes.substr(at, piece));
    going = drain(decoder, story);
  }
  const auto end = decoder.finish();
  story.end = end ? "" : end.error().message();
  require(story.bytes <= bytes.size());
  return story;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  require(read(bytes, size + 1) == read(bytes, 1 + size % 13));
  return 0;
}
