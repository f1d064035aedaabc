#include "providers/bedrock_stream.hpp"

#include "providers/bedrock_event.hpp"
#include "providers/classify.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

Outcome<std::string> BedrockStream::take(std::string_view bytes) {
  frames_.feed(bytes);
  std::string text;
  while (true) {
    auto message = frames_.next();
    if (!message) return malformed({.status = 200}, message.error().message());
    if (!*message) return text;
    auto event = read_event(std::move(**message), key_);
    if (!event) return std::move(event.failure());
    const SseEvent packed{.name = std::move(event->type), .data = std::move(event->payload)};
    auto added = completion_.take(packed);
    if (!added) return added;
    text += *added;
  }
}

Outcome<Completion> BedrockStream::finish(const HttpResponse& head) const {
  if (const auto ended = frames_.finish(); !ended)
    return malformed({.status = 200}, ended.error().message());
  return completion_.finish(head);
}

}  // namespace detail
WMH_END_NAMESPACE
