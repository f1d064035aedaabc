#pragma once

#include "llm/answer_reader.hpp"
#include "llm/aws_keys.hpp"
#include "llm/transport.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How an API makes its calls.
struct CallRules {
  HttpTimeouts timeouts{};  ///< Of each attempt.
  WaitObserver observer{};
  /// The time of day, for signatures.
  std::function<std::chrono::system_clock::time_point()> today = std::chrono::system_clock::now;
};

/// A provider's API: proves who asks, carries a request there and reads its answer. Callable from
/// any thread.
class RemoteApi {
 public:
  /// `aws` is null unless requests are to be signed.
  RemoteApi(ProviderSettings settings, std::shared_ptr<Transport> transport,
            std::shared_ptr<AwsKeys> aws, CallRules rules)
      : settings_(std::move(settings)),
        transport_(std::move(transport)),
        aws_(std::move(aws)),
        rules_(std::move(rules)) {}

  const ProviderSettings& settings() const noexcept { return settings_; }
  /// Whether answers can be read while they come.
  bool can_stream() const noexcept { return transport_->flowing() != nullptr; }

  /// How an answer that comes in a stream is read: one attempt.
  template <class T>
  using ReadStream = std::function<asio::awaitable<HttpOutcome>(
      std::shared_ptr<HttpClient>, std::shared_ptr<AnswerReader<T>>, HttpRequest, CallOptions)>;

  /// What `decode` makes of the last answer, or `stream`, if there is one; or what went wrong and
  /// what to do. Keys that turn out to have expired are renewed once.
  template <class T>
  Task<T> call(HttpRequest request, typename AnswerReader<T>::Decode decode,
               ReadStream<T> stream = {}) const {
    HttpRequest again;
    if (aws_) again = request;
    auto asked = co_await ask<T>(std::move(request), decode, stream);
    if (asked.keys_expired && aws_ && aws_->forget())
      asked = co_await ask<T>(std::move(again), decode, stream);
    co_return std::move(asked.result);
  }

 private:
  template <class T>
  struct Asked {
    Result<T> result{};
    bool keys_expired = false;
  };

  /// All attempts with one set of keys.
  template <class T>
  asio::awaitable<Asked<T>> ask(HttpRequest request, typename AnswerReader<T>::Decode decode,
                                ReadStream<T> stream) const {
    Asked<T> asked;
    auto options = co_await signing_options(stream != nullptr);
    if (!options) {
      asked.result = options.error();
      co_return asked;
    }
    const auto reader = read_answers<T>(*options, std::move(decode));
    HttpOutcome outcome;
    if (stream) {
      HttpTransport* transport = transport_->flowing();
      RetryingClient::Attempt attempt = [http = transport->http(), stream, reader](
                                            HttpRequest each, CallOptions with) {
        return stream(http, reader, std::move(each), std::move(with));
      };
      outcome =
          co_await transport->send_by(std::move(attempt), std::move(request), std::move(*options));
    } else {
      outcome = co_await transport_->send(std::move(request), std::move(*options));
    }
    asked.keys_expired = outcome.response && reader->has_failed_with("ExpiredTokenException");
    asked.result = reader->result_of(outcome, to_string(settings_.kind));
    co_return asked;
  }

  /// Options that sign with keys that are good now.
  Task<CallOptions> signing_options(bool stream) const;

  ProviderSettings settings_;
  std::shared_ptr<Transport> transport_;
  std::shared_ptr<AwsKeys> aws_;
  CallRules rules_;
};

/// One over HTTP.
std::shared_ptr<const RemoteApi> http_api(ProviderSettings settings,
                                          std::shared_ptr<HttpClient> client,
                                          std::shared_ptr<AwsKeys> aws, CallRules rules,
                                          RetryPolicy policy);

}  // namespace detail
WMH_END_NAMESPACE
