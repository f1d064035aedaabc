#include "net/retry.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock::time_point;

/// A far deadline must not overflow in a subtraction.
milliseconds time_left(Time deadline, Time now) {
  if (deadline <= now) return milliseconds(0);
  return std::chrono::floor<milliseconds>(deadline - now);
}

RetrySituation situation_of(const RetryWorld& world, int attempts, Time deadline) {
  RetrySituation situation;
  situation.attempts = attempts;
  situation.left = time_left(deadline, world.now());
  situation.random = world.random();
  return situation;
}

bool was_timeout(const HttpOutcome& outcome) {
  return outcome.reason && to_errc(*outcome.reason) == errc::timed_out;
}

bool can_pay(RetryBudget& budget, const HttpOutcome& outcome) {
  return budget.spend(was_timeout(outcome) ? RetryBudget::cost_after_timeout : RetryBudget::cost);
}

/// What was paid for the last retry comes back when it has helped.
void reward(RetryBudget& budget, const HttpOutcome& outcome, int attempts) {
  if (!outcome.response || outcome.response->status >= 400 || outcome.advice.attempts > 1) return;
  budget.earn(attempts > 1 ? RetryBudget::cost : 1);
}

void tell(const RetryWorld& world, const HttpOutcome& outcome, milliseconds delay, int attempts) {
  if (!world.observer) return;
  WaitEvent event;
  event.cause = WaitEvent::Cause::retry;
  event.origin = world.origin;
  event.duration = delay;
  event.attempts = attempts;
  event.status = outcome.response ? outcome.response->status : 0;
  event.message = outcome.response ? fmt::format("{} answered {}", world.origin, event.status)
                                   : outcome.response.error().message();
  world.observer(event);
}

HttpOutcome cancelled_between(HttpOutcome last, const std::string& origin) {
  last.response = Error(errc::cancelled, origin + ": the call was cancelled between two attempts");
  last.reason = Reason::cancelled;
  return last;
}

}  // namespace

asio::awaitable<HttpOutcome> run_attempts(std::shared_ptr<RetryWorld> world,
                                          std::shared_ptr<RetryBudget> budget, RetryPolicy policy,
                                          Time deadline) {
  deadline = std::min(deadline, world->now() + policy.overall);
  for (int attempts = 1;; ++attempts) {
    auto outcome = co_await world->attempt();
    outcome.attempts = attempts;
    reward(*budget, outcome, attempts);
    const auto situation = situation_of(*world, attempts, deadline);
    const auto decision = decide(outcome, situation, policy);
    if (!decision.again || !can_pay(*budget, outcome)) co_return outcome;
    tell(*world, outcome, decision.delay, attempts);
    const bool slept = co_await world->sleep(decision.delay);
    if (!slept) co_return cancelled_between(std::move(outcome), world->origin);
  }
}

}  // namespace detail
WMH_END_NAMESPACE
