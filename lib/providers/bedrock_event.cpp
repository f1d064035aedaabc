#include "providers/bedrock_event.hpp"

#include "providers/bedrock.hpp"
#include "providers/classify.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

Outcome<BedrockEvent> read_event(EventStreamMessage message, const Secret& key) {
  const HttpResponse response{.status = 200};
  const std::string_view kind = message.text(":message-type");
  if (kind == "event")
    return BedrockEvent{std::string(message.text(":event-type")), std::move(message.payload)};
  ErrorWords words;
  if (kind == "exception") {
    words = read_error_words(message.payload);
    words.code = message.text(":exception-type");
  } else if (kind == "error") {
    words.code = message.text(":error-code");
    words.message = message.text(":error-message");
  } else {
    return malformed(response, "a message of the event stream has no known type");
  }
  return with_bedrock_hint(classify(response, words, key));
}

}  // namespace detail
WMH_END_NAMESPACE
