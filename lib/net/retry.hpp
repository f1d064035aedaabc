#pragma once

#include "net/http_client.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// When and how often a call is made again.
class RetryPolicy {
 public:
  RetryPolicy() = default;

  int attempts = 3;                                ///< In all.
  std::chrono::milliseconds first_delay{500};      ///< Doubles with each attempt,
  std::chrono::milliseconds longest_delay{8'000};  ///< up to this.
  double jitter = 0.25;  ///< The part of a delay that chance may take off.
  /// What a server may ask us to wait; when it asks for more, the call fails at once.
  std::chrono::milliseconds longest_asked{60'000};
  /// For all attempts and waits together.
  std::chrono::milliseconds overall{1'800'000};
  /// After the whole request was sent, silence may mean an answer that is written, and billed.
  bool after_read_timeout = false;
};

/// What an answer advises by its status, for want of somebody who can read its body: a quota that
/// is used up comes with status 429, some failures with 200.
RetryAdvice advice_by_status(const HttpResponse& response);

/// Adds to advice what the headers ask to wait, which goes before what a body asks, and the pause
/// of a 429 that may pass: what was asked, at most longest_asked, or the first delay.
RetryAdvice completed(RetryAdvice advice, const HttpResponse& response, const RetryPolicy& policy,
                      std::chrono::system_clock::time_point today);

/// In all, the first one too; 1: another one cannot help.
int attempts_allowed(const HttpOutcome& outcome, const RetryPolicy& policy);

/// min(first_delay * 2^retries, longest_delay), less a random part; `random` is from [0, 1).
std::chrono::milliseconds backoff(int retries, double random, const RetryPolicy& policy);

/// What the decision depends on besides the outcome.
struct RetrySituation {
  int attempts = 1;                   ///< Made so far.
  std::chrono::milliseconds left{0};  ///< Until the deadline of all attempts.
  double random = 0;                  ///< From [0, 1).
};

struct RetryDecision {
  bool again = false;
  std::chrono::milliseconds delay{0};
};
RetryDecision decide(const HttpOutcome& outcome, const RetrySituation& situation,
                     const RetryPolicy& policy);

/// Bounds the retries of all calls of a client, so that a server in trouble is not buried under
/// them: each retry costs, each success earns a little back. Callable from any thread.
class RetryBudget {
 public:
  static constexpr int capacity = 500;
  static constexpr int cost = 5;
  static constexpr int cost_after_timeout = 10;

  /// False when there is not enough left.
  bool spend(int price) noexcept;
  void earn(int reward) noexcept;
  int left() const noexcept { return left_; }

 private:
  std::atomic<int> left_ = capacity;
};

/// All that a loop of attempts touches outside itself; tests play it.
struct RetryWorld {
  std::function<asio::awaitable<HttpOutcome>()> attempt{};
  /// False when it was cancelled.
  std::function<asio::awaitable<bool>(std::chrono::milliseconds)> sleep{};
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
  std::function<double()> random{};
  std::string origin{};
  WaitObserver observer{};
};

/// Attempts until one succeeds, cannot be helped, or the policy or the budget ends it; then gives
/// the last outcome.
asio::awaitable<HttpOutcome> run_attempts(std::shared_ptr<RetryWorld> world,
                                          std::shared_ptr<RetryBudget> budget, RetryPolicy policy,
                                          std::chrono::steady_clock::time_point deadline);

}  // namespace detail
WMH_END_NAMESPACE
