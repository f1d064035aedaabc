#include "net/retrying_client.hpp"

#include "net/url.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <mutex>
#include <random>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;

asio::awaitable<bool> sleep_for(milliseconds duration) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, duration);
  auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return !error;
}

std::function<double()> own_random() {
  struct Source {
    std::mutex mutex{};
    std::mt19937 engine{std::random_device()()};
  };
  return [source = std::make_shared<Source>()] {
    std::lock_guard lock(source->mutex);
    return std::uniform_real_distribution<double>()(source->engine);
  };
}

/// No attempt outlives the deadline of them all, and each answer gives whole advice.
CallOptions prepared(CallOptions options, const RetryPolicy& policy) {
  options.deadline = std::min(options.deadline, std::chrono::steady_clock::now() + policy.overall);
  if (!options.advise) options.advise = advice_by_status;
  options.advise = [advise = std::move(options.advise), policy](const HttpResponse& response) {
    return completed(advise(response), response, policy, std::chrono::system_clock::now());
  };
  return options;
}

HttpRequest signed_copy(HttpRequest request, const CallOptions& options) {
  if (options.sign) options.sign(request);
  return request;
}

}  // namespace

RetryingClient::RetryingClient(std::shared_ptr<HttpClient> client, RetryPolicy policy,
                               std::function<double()> random)
    : client_(std::move(client)),
      policy_(std::move(policy)),
      random_(random ? std::move(random) : own_random()) {}

std::shared_ptr<RetryWorld> RetryingClient::world_for(const HttpRequest& request,
                                                      const CallOptions& options) {
  const auto url = parse_url(request.url);
  auto world = std::make_shared<RetryWorld>();
  world->origin = url ? origin_of(*url) : std::string();
  world->random = random_;
  world->observer = options.observer;
  world->sleep = sleep_for;
  return world;
}

asio::awaitable<HttpOutcome> RetryingClient::send(HttpRequest request, CallOptions options) {
  const auto attempt = [client = client_](HttpRequest each, CallOptions with) {
    return client->send(std::move(each), std::move(with));
  };
  return send_by(attempt, std::move(request), std::move(options));
}

asio::awaitable<HttpOutcome> RetryingClient::send_by(Attempt attempt, HttpRequest request,
                                                     CallOptions options) {
  options = prepared(std::move(options), policy_);
  auto world = world_for(request, options);
  const auto deadline = options.deadline;
  world->attempt = [attempt = std::move(attempt), request = std::move(request),
                    options = std::move(options)] {
    return attempt(signed_copy(request, options), options);
  };
  return run_attempts(std::move(world), budget_, policy_, deadline);
}

}  // namespace detail
WMH_END_NAMESPACE
