#include "net/http_client.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Makes events of the bytes of a stream.
class EventReader {
 public:
  explicit EventReader(EventSink sink) : sink_(std::move(sink)) {}

  Result<Done> take(std::string_view bytes) {
    if (auto fed = parser_.feed(bytes); !fed) return fed;
    return pass_on();
  }
  Result<Done> finish() {
    parser_.finish();
    return pass_on();
  }
  /// Pings and parts of an event have not reached the caller.
  bool has_passed_on() const noexcept { return passed_on_; }

 private:
  Result<Done> pass_on() {
    while (auto event = parser_.next()) {
      passed_on_ = true;
      if (auto taken = sink_(std::move(*event)); !taken) return taken;
    }
    return Done{};
  }

  SseParser parser_{};
  EventSink sink_;
  bool passed_on_ = false;
};

asio::awaitable<HttpOutcome> with_events(asio::awaitable<HttpOutcome> bytes,
                                         std::shared_ptr<EventReader> reader) {
  auto outcome = co_await std::move(bytes);
  if (outcome.response) {
    if (auto finished = reader->finish(); !finished) {
      outcome.reason = Reason::stopped;
      outcome.response = std::move(finished).error();
    }
  }
  outcome.delivered = reader->has_passed_on();
  co_return outcome;
}

}  // namespace

asio::awaitable<HttpOutcome> HttpClient::stream_events(HttpRequest request, CallOptions options,
                                                       EventSink sink) {
  // A compressed stream comes in blocks, not in events.
  if (!find_header(request.headers, "Accept-Encoding"))
    request.headers.push_back(HttpHeader{"Accept-Encoding", "identity"});
  const auto reader = std::make_shared<EventReader>(std::move(sink));
  auto bytes = [reader](std::string_view piece) {
    return reader->take(piece);
  };
  return with_events(stream(std::move(request), std::move(options), std::move(bytes)), reader);
}

}  // namespace detail
WMH_END_NAMESPACE
