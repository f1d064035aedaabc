#pragma once

#include "net/retry.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A client that makes failed calls again, as its policy and the advice of their answers say. The
/// options' deadline is for all attempts of a call. Callable from any thread; the waits between
/// attempts are on the executor of the caller, and so is what they tell the observer.
class RetryingClient {
 public:
  /// Makes one attempt with a signed request.
  using Attempt = std::function<asio::awaitable<HttpOutcome>(HttpRequest, CallOptions)>;

  /// `random` gives numbers from [0, 1), one call at a time; empty: a generator of its own.
  RetryingClient(std::shared_ptr<HttpClient> client, RetryPolicy policy,
                 std::function<double()> random = {});

  asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options);

  /// The same for attempts of another kind, such as streams.
  asio::awaitable<HttpOutcome> send_by(Attempt attempt, HttpRequest request, CallOptions options);

 private:
  std::shared_ptr<RetryWorld> world_for(const HttpRequest& request, const CallOptions& options);

  std::shared_ptr<HttpClient> client_;
  RetryPolicy policy_;
  std::function<double()> random_;
  std::shared_ptr<RetryBudget> budget_ = std::make_shared<RetryBudget>();
};

}  // namespace detail
WMH_END_NAMESPACE
