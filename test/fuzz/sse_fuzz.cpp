// An event stream from a server nobody trusts: the events do not depend on where the bytes are cut,
// and no event has a line feed where it cannot have one.
#include "fuzz/require.hpp"
#include "net/sse.hpp"

#include <tuple>
#include <vector>

namespace {

using Events = std::vector<std::tuple<std::string, std::string, std::string>>;

void take(wmh::detail::SseParser& parser, Events& events) {
  while (auto event = parser.next())
    events.emplace_back(event->name, event->data, event->id);
}

Events events_of(std::string_view text, std::size_t piece) {
  wmh::detail::SseParser parser;
  Events events;
  while (!text.empty()) {
    const auto size = std::min(piece, text.size());
    require(parser.feed(text.substr(0, size)).has_value());
    text.remove_prefix(size);
    take(parser, events);
  }
  parser.finish();
  take(parser, events);
  return events;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Events whole = events_of(text, text.size());
  for (const std::size_t piece : {1u, 2u, 3u, 7u})
    require(events_of(text, piece) == whole);
  for (const auto& [name, bytes, id] : whole) {
    require(name.find_first_of("\r\n") == std::string::npos);
    require(id.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    require(bytes.find('\r') == std::string::npos);
  }
  return 0;
}
