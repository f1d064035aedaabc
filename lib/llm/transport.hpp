#pragma once

#include "net/retrying_client.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What carries requests to a provider and brings its answers. Callable from any thread.
class Transport {
 public:
  virtual ~Transport() = default;
  /// The advice of an answer is what options.advise says, and whatever its headers ask for.
  virtual asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options) = 0;
};

/// Over HTTP, again where that may help.
class HttpTransport final : public Transport {
 public:
  HttpTransport(std::shared_ptr<HttpClient> client, RetryPolicy policy)
      : client_(std::move(client), std::move(policy)) {}

  asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options) override {
    return client_.send(std::move(request), std::move(options));
  }

 private:
  RetryingClient client_;
};

}  // namespace detail
WMH_END_NAMESPACE
