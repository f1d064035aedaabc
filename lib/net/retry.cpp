#include "net/retry.hpp"

#include "net/retry_after.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;

constexpr int too_many_requests = 429;

bool is_worth_retrying(Reason reason, const RetryPolicy& policy) noexcept {
  switch (reason) {
    case Reason::name_unanswered:
    case Reason::unreachable:
    case Reason::connect_timeout:
    case Reason::write_timeout:
    case Reason::lost:
    case Reason::truncated:
    case Reason::protocol:
      return true;
    case Reason::first_byte_timeout:
    case Reason::idle_timeout:
      return policy.after_read_timeout;
    case Reason::invalid_request:
    case Reason::queue_timeout:
    case Reason::paused:
    case Reason::name_unknown:
    case Reason::proxy_refused:
    case Reason::proxy_credentials:
    case Reason::tls:
    case Reason::total_timeout:
    case Reason::header_limit:
    case Reason::body_limit:
    case Reason::decode:
    case Reason::redirect:
    case Reason::stopped:
    case Reason::cancelled:
      return false;
  }
  return false;
}

/// An attempt that could not end in time is not begun.
milliseconds least_time(const RetryPolicy& policy) {
  return std::min(milliseconds(1000), policy.overall / 10);
}

}  // namespace

RetryAdvice advice_by_status(const HttpResponse& response) {
  constexpr RetryAdvice never;
  constexpr RetryAdvice again{.attempts = RetryAdvice::any_number};
  const int status = response.status;
  if (status < 400) return never;
  if (const std::string* order = find_header(response.headers, "x-should-retry")) {
    if (same_ignoring_case(*order, "true")) return again;
    if (same_ignoring_case(*order, "false")) return never;
  }
  return status == 408 || status == 409 || status == too_many_requests || status >= 500 ? again
                                                                                        : never;
}

RetryAdvice completed(RetryAdvice advice, const HttpResponse& response, const RetryPolicy& policy,
                      std::chrono::system_clock::time_point today) {
  if (const auto asked = asked_wait(response.headers, today)) advice.wait = asked;
  if (response.status == too_many_requests && advice.attempts > 1)
    advice.pause = std::min(advice.wait.value_or(policy.first_delay), policy.longest_asked);
  return advice;
}

int attempts_allowed(const HttpOutcome& outcome, const RetryPolicy& policy) {
  if (outcome.delivered) return 1;
  const RetryAdvice& advice = outcome.advice;
  if (outcome.response && advice.patient) return RetryAdvice::any_number;
  if (outcome.response) return std::min(advice.attempts, policy.attempts);
  const bool passing = outcome.reason && is_worth_retrying(*outcome.reason, policy);
  return passing ? policy.attempts : 1;
}

milliseconds backoff(int retries, double random, const RetryPolicy& policy) {
  const double first = static_cast<double>(policy.first_delay.count());
  const double longest = static_cast<double>(policy.longest_delay.count());
  const double delay = std::min(std::ldexp(first, retries), longest);
  return milliseconds(std::llround(delay * (1 - policy.jitter * random)));
}

RetryDecision decide(const HttpOutcome& outcome, const RetrySituation& situation,
                     const RetryPolicy& policy) {
  const auto asked = outcome.response ? outcome.advice.wait : std::nullopt;
  RetryDecision decision;
  decision.delay = asked.value_or(backoff(situation.attempts - 1, situation.random, policy));
  decision.again = situation.attempts < attempts_allowed(outcome, policy) &&
                   asked.value_or(milliseconds(0)) <= policy.longest_asked &&
                   decision.delay + least_time(policy) <= situation.left;
  return decision;
}

bool RetryBudget::spend(int price) noexcept {
  int left = left_;
  while (left >= price)
    if (left_.compare_exchange_weak(left, left - price)) return true;
  return false;
}

void RetryBudget::earn(int reward) noexcept {
  int left = left_;
  while (!left_.compare_exchange_weak(left, std::min(left + reward, capacity)))
    continue;
}

}  // namespace detail
WMH_END_NAMESPACE
