#pragma once

#include "net/retrying_client.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

class HttpTransport;

/// What carries requests to a provider and brings its answers. Callable from any thread.
class Transport {
 public:
  virtual ~Transport() = default;
  /// The advice of an answer is what options.advise says, and whatever its headers ask for.
  virtual asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options) = 0;
  /// For answers that are read while they come; null where they are kept whole.
  virtual HttpTransport* flowing() noexcept { return nullptr; }
};

/// Over HTTP, again where that may help.
class HttpTransport final : public Transport {
 public:
  HttpTransport(std::shared_ptr<HttpClient> client, RetryPolicy policy)
      : http_(std::move(client)), client_(http_, std::move(policy)) {}

  asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options) override {
    return client_.send(std::move(request), std::move(options));
  }
  HttpTransport* flowing() noexcept override { return this; }

  const std::shared_ptr<HttpClient>& http() const noexcept { return http_; }
  /// Attempts of another kind, such as streams.
  asio::awaitable<HttpOutcome> send_by(RetryingClient::Attempt attempt, HttpRequest request,
                                       CallOptions options) {
    return client_.send_by(std::move(attempt), std::move(request), std::move(options));
  }

 private:
  std::shared_ptr<HttpClient> http_;
  RetryingClient client_;
};

}  // namespace detail
WMH_END_NAMESPACE
