#include "net/retry.hpp"

#include "net/retry_after.hpp"
#include "net/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;

bool is_worth_retrying(const HttpResponse& response, const RetryPolicy& policy) {
  if (policy.worth_retrying) return policy.worth_retrying(response);
  if (response.status < 400) return false;
  if (const std::string* order = find_header(response.headers, "x-should-retry")) {
    if (same_ignoring_case(*order, "true")) return true;
    if (same_ignoring_case(*order, "false")) return false;
  }
  const int status = response.status;
  return status == 408 || status == 409 || status == 429 || status >= 500;
}

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

bool is_worth_retrying(const HttpOutcome& outcome, const RetryPolicy& policy) {
  if (outcome.delivered) return false;
  if (outcome.response) return is_worth_retrying(*outcome.response, policy);
  return outcome.reason && is_worth_retrying(*outcome.reason, policy);
}

milliseconds backoff(int retries, double random, const RetryPolicy& policy) {
  const double first = static_cast<double>(policy.first_delay.count());
  const double longest = static_cast<double>(policy.longest_delay.count());
  const double delay = std::min(std::ldexp(first, retries), longest);
  return milliseconds(std::llround(delay * (1 - policy.jitter * random)));
}

milliseconds pause_after(const HttpResponse& response, const RetryPolicy& policy,
                         std::chrono::system_clock::time_point today) {
  constexpr int too_many_requests = 429;
  if (response.status != too_many_requests || !is_worth_retrying(response, policy))
    return milliseconds(0);
  return std::min(asked_wait(response.headers, today).value_or(policy.first_delay),
                  policy.longest_asked);
}

RetryDecision decide(const HttpOutcome& outcome, const RetrySituation& situation,
                     const RetryPolicy& policy) {
  RetryDecision decision;
  if (outcome.response) decision.asked = asked_wait(outcome.response->headers, situation.today);
  if (!is_worth_retrying(outcome, policy)) return decision;
  decision.delay =
      decision.asked.value_or(backoff(situation.attempts - 1, situation.random, policy));
  decision.again = situation.attempts < policy.attempts &&
                   decision.asked.value_or(milliseconds(0)) <= policy.longest_asked &&
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
