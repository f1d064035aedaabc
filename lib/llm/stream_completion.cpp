#include "llm/stream_completion.hpp"

#include "providers/bedrock_stream.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// What has come of one stream.
template <class Stream>
struct Streamed {
  explicit Streamed(const ProviderSettings& settings) : stream(settings) {}

  /// For the client's sink: an error ends the call.
  template <class Piece>
  Result<Done> take(const Piece& piece) {
    auto taken = stream.take(piece);
    if (taken) return Done{};
    failure = std::move(taken.failure());
    return Error(errc::provider_unavailable, "the stream holds an error");
  }

  Stream stream;
  std::optional<Failure> failure{};
};

bool is_success(int status) noexcept {
  return status >= 200 && status < 300;
}

/// Makes the outcome one of an answer that came whole.
template <class Stream>
HttpOutcome folded(HttpOutcome outcome, Streamed<Stream>& streamed,
                   AnswerReader<Completion>& reader) {
  outcome.delivered = streamed.stream.has_text();
  if (streamed.failure) {
    outcome.response = HttpResponse{.status = 200};
    outcome.reason.reset();
    outcome.advice = reader.keep(std::move(*streamed.failure));
  } else if (outcome.response && is_success(outcome.response->status)) {
    outcome.advice = reader.keep(streamed.stream.finish(*outcome.response));
  }
  return outcome;
}

}  // namespace

asio::awaitable<HttpOutcome> stream_completion(std::shared_ptr<HttpClient> client,
                                               std::shared_ptr<const ProviderSettings> settings,
                                               std::shared_ptr<AnswerReader<Completion>> reader,
                                               HttpRequest request, CallOptions options) {
  if (settings->kind == ProviderKind::bedrock) {
    const auto streamed = std::make_shared<Streamed<BedrockStream>>(*settings);
    ByteSink sink = [streamed](std::string_view bytes) {
      return streamed->take(bytes);
    };
    auto outcome = co_await client->stream(std::move(request), std::move(options), std::move(sink));
    co_return folded(std::move(outcome), *streamed, *reader);
  }
  const auto streamed = std::make_shared<Streamed<CompletionStream>>(*settings);
  EventSink sink = [streamed](const SseEvent& event) {
    return streamed->take(event);
  };
  auto outcome =
      co_await client->stream_events(std::move(request), std::move(options), std::move(sink));
  co_return folded(std::move(outcome), *streamed, *reader);
}

}  // namespace detail
WMH_END_NAMESPACE
