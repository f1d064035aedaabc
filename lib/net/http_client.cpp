#include "net/http_client.hpp"

#include "net/http_call.hpp"
#include "util/start_queue.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Stops whatever the call waits for. One that has not begun will see the flag, and to one that has
/// ended nothing may be emitted: its slot is not the strand's any more.
void cancel(const ClientCore& core, HttpCall& call) {
  call.cancelled = true;
  if (core.calls.count(&call) > 0) call.cancel.emit(asio::cancellation_type::terminal);
}

/// Makes the call known to the client for as long as it runs.
class Registration {
 public:
  Registration(CorePtr core, HttpCall* call) : core_(std::move(core)), call_(call) {
    core_->calls.insert(call_);
    if (core_->closed) call_->cancelled = true;
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration() { core_->calls.erase(call_); }

 private:
  CorePtr core_;
  HttpCall* call_;
};

void tell(const HttpCall& call, WaitEvent::Cause cause, std::chrono::milliseconds duration) {
  if (!call.options.observer) return;
  WaitEvent event;
  event.cause = cause;
  event.origin = call.route.origin;
  event.duration = duration;
  call.options.observer(event);
}

Task<Done> wait_for_turn(CorePtr core, CallPtr call) {
  call->phase = Phase::queue;
  if (core->turns->is_full(call->route.rate_key))
    tell(*call, WaitEvent::Cause::turn, std::chrono::milliseconds(0));
  const auto deadline =
      std::min(call->options.deadline, Clock::now() + call->options.timeouts.turn);
  auto key = call->route.rate_key;
  const auto entry = co_await core->turns->enter(std::move(key), deadline);
  if (entry == TurnTable::Entry::granted) co_return Done{};
  if (entry == TurnTable::Entry::cancelled || call->cancelled) co_return cancelled_call(*call);
  co_return failure(Reason::queue_timeout,
                    fmt::format("{}: {} calls are under way and none ended in time; wait, or raise "
                                "the number of calls at once",
                                call->route.origin, core->options.calls_per_key));
}

Error paused_too_long(const HttpCall& call, Clock::duration left) {
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(left);
  return failure(Reason::paused,
                 fmt::format("{} asked to slow down for {} more ms, which is longer than the call "
                             "may take",
                             call.route.origin, wait.count()))
      .with_retry_after(wait);
}

/// A pause may become longer while we wait for its end.
Task<Done> wait_for_pause(CorePtr core, CallPtr call) {
  asio::steady_timer timer(core->strand);
  while (const auto until = core->gate.paused_until(call->route.rate_key, Clock::now())) {
    const auto left = *until - Clock::now();
    if (*until > call->options.deadline) co_return paused_too_long(*call, left);
    tell(*call, WaitEvent::Cause::pause, std::chrono::ceil<std::chrono::milliseconds>(left));
    timer.expires_at(*until);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (call->cancelled) co_return cancelled_call(*call);
  }
  co_return Done{};
}

void take_advice(ClientCore& core, HttpCall& call, const HttpResponse& response) {
  if (!call.options.advise) return;
  call.advice = call.options.advise(response);
  const auto now = Clock::now();
  core.gate.pause(call.route.rate_key, now + call.advice.pause, now);
}

/// A quota that is used up is no matter of calls at once: it holds nothing back.
void teach_limit(const Turn& turn, const HttpCall& call, int status) {
  constexpr int too_many_requests = 429;
  constexpr int overloaded = 529;
  if (status < 400) turn.succeeded();
  if (status == overloaded || (status == too_many_requests && call.advice.pause.count() > 0))
    turn.refused();
}

void set_deadline(HttpCall& call) {
  call.deadline = call.options.deadline;
  const auto total = call.options.timeouts.total;
  if (total.count() > 0) call.deadline = std::min(call.deadline, Clock::now() + total);
}

Task<HttpResponse> respond(CorePtr core, CallPtr call) {
  auto route = plan_route(call->request, core->options.proxy, call->options.rate_key);
  if (!route) co_return std::move(route).error();
  call->route = std::move(*route);
  if (call->cancelled) co_return cancelled_call(*call);

  auto entered = co_await wait_for_turn(core, call);
  if (!entered) co_return std::move(entered).error();
  const Turn turn(core->turns, call->route.rate_key);
  auto passed = co_await wait_for_pause(core, call);
  if (!passed) co_return std::move(passed).error();
  if (call->cancelled) co_return cancelled_call(*call);
  set_deadline(*call);
  auto response = co_await exchange(core, call);
  if (!response) co_return response;
  take_advice(*core, *call, *response);
  teach_limit(turn, *call, response->status);
  co_return response;
}

/// Inside, the code of an error is its reason; outside, it is what a caller can do.
HttpOutcome outcome_of(const HttpCall& call, Result<HttpResponse> response) {
  HttpOutcome outcome;
  outcome.phase = call.phase;
  outcome.delivered = call.delivered;
  outcome.advice = call.advice;
  if (!response) {
    const Error& error = response.error();
    const auto reason = reason_of(error);
    outcome.reason = reason.value_or(Reason::stopped);
    if (reason) {
      Error translated(to_errc(*reason), error.message());
      const auto wait = error.retry_after();
      response = wait ? std::move(translated).with_retry_after(*wait) : std::move(translated);
    }
  }
  outcome.response = std::move(response);
  return outcome;
}

asio::awaitable<HttpOutcome> run(CorePtr core, CallPtr call) {
  // Cancellation is looked at after every wait, so that it ends as an outcome and not as a throw.
  co_await asio::this_coro::throw_if_cancelled(false);
  const Registration registration(core, call.get());
  auto response = co_await respond(core, call);
  auto outcome = outcome_of(*call, std::move(response));
  co_return outcome;
}

/// Runs the call on the strand, whatever runs the caller, and passes its cancellation on.
asio::awaitable<HttpOutcome> run_on_strand(CorePtr core, CallPtr call) {
  auto cancellation = co_await asio::this_coro::cancellation_state;
  call->cancelled = cancellation.cancelled() != asio::cancellation_type::none;
  auto outer = cancellation.slot();
  if (outer.is_connected())
    outer.assign([core, call](asio::cancellation_type) {
      asio::dispatch(core->strand, [core, call] { cancel(*core, *call); });
    });
  auto running = run(core, call);
  auto token = asio::bind_cancellation_slot(call->cancel.slot(), asio::use_awaitable);
  auto outcome = co_await asio::co_spawn(core->strand, std::move(running), token);
  if (outer.is_connected()) outer.clear();
  co_return outcome;
}

CallPtr make_call(HttpRequest request, CallOptions options) {
  auto call = std::make_shared<HttpCall>();
  call->request = std::move(request);
  call->options = std::move(options);
  return call;
}

void close(ClientCore& core) {
  core.closed = true;
  core.idle.clear();
  for (HttpCall* call : std::set<HttpCall*>(core.calls))
    cancel(core, *call);
}

}  // namespace

HttpTimeouts HttpTimeouts::streaming() {
  HttpTimeouts timeouts;
  timeouts.first_byte = std::chrono::minutes(5);
  timeouts.total = std::chrono::milliseconds(0);
  return timeouts;
}

Result<std::shared_ptr<HttpClient>> HttpClient::make(asio::any_io_executor executor,
                                                     HttpClientOptions options) {
  auto context = make_tls_context(options.tls);
  if (!context) return Error(to_errc(Reason::tls), context.error().message());
  StartQueue::prepare(executor);
  return std::make_shared<HttpClient>(
      std::make_shared<ClientCore>(std::move(executor), std::move(options), std::move(*context)));
}

HttpClient::~HttpClient() {
  asio::dispatch(core_->strand, [core = core_] { close(*core); });
}

asio::any_io_executor HttpClient::executor() const {
  return core_->strand;
}

asio::awaitable<HttpOutcome> HttpClient::send(HttpRequest request, CallOptions options) {
  return run_on_strand(core_, make_call(std::move(request), std::move(options)));
}

asio::awaitable<HttpOutcome> HttpClient::stream(HttpRequest request, CallOptions options,
                                                ByteSink sink) {
  auto call = make_call(std::move(request), std::move(options));
  call->body = ResponseReader::Body::streamed;
  call->sink = std::move(sink);
  return run_on_strand(core_, std::move(call));
}

void HttpClient::pause(std::string rate_key, std::chrono::milliseconds duration) {
  const auto now = Clock::now();
  asio::dispatch(core_->strand, [core = core_, key = std::move(rate_key), now, duration] {
    core->gate.pause(key, now + duration, now);
  });
}

}  // namespace detail
WMH_END_NAMESPACE
