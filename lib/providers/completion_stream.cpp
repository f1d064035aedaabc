#include "providers/completion_stream.hpp"

#include <wmh/json.hpp>

#include "providers/bedrock.hpp"
#include "providers/classify.hpp"
#include "providers/dialect.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::unique_ptr<AnswerFold> fold_of(const ProviderSettings& settings) {
  switch (settings.kind) {
    case ProviderKind::openai:
    case ProviderKind::azure_openai:
      return fold_openai_chat();
    case ProviderKind::openai_responses:
      return fold_openai_responses();
    case ProviderKind::bedrock:
      return is_claude(settings.model) ? fold_invoke_claude() : fold_converse();
    case ProviderKind::anthropic:
      break;
  }
  return fold_anthropic();
}

/// {"error": {...}} of most, {"type": "error", "message"} of Responses.
bool is_error(const SseEvent& event, const json::value& data) {
  return member(&data, "error") != nullptr || event.name == "error" ||
         text_of(member(&data, "type")) == "error";
}

Failure broken(std::string_view problem) {
  return malformed({.status = 200}, "the stream of the answer " + std::string(problem));
}

}  // namespace

CompletionStream::CompletionStream(const ProviderSettings& settings)
    : settings_(settings), fold_(fold_of(settings)) {}

Outcome<std::string> CompletionStream::take(const SseEvent& event) {
  if (over_ || event.data == "[DONE]") {
    over_ = true;
    return std::string();
  }
  bytes_ += event.data.size();
  if (bytes_ > most_bytes) return broken("is longer than 64 MiB");
  const auto data = read_body(event.data);
  if (!data) return broken("has an event that is " + data.error().message());
  if (is_error(event, *data))
    return classify({.status = 200}, read_error_words(*data), settings_.key);
  std::string text = fold_->take(event.name, *data);
  has_text_ = has_text_ || !text.empty();
  return text;
}

Outcome<Completion> CompletionStream::finish(const HttpResponse& head) const {
  if (!over_ && !fold_->whole()) return broken("ended before its last event");
  const HttpResponse whole{head.status, head.headers, to_text(fold_->body())};
  return dialect_of(settings_.kind).decode(settings_, whole);
}

}  // namespace detail
WMH_END_NAMESPACE
