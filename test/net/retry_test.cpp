#include "net/retry.hpp"

#include <wmh/testing/matchers.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

HttpResponse response_of(int status, HttpHeaders headers = {}) {
  HttpResponse response;
  response.status = status;
  response.headers = std::move(headers);
  return response;
}

/// With the advice that its status and its headers give.
HttpOutcome answered(int status, HttpHeaders headers = {}) {
  HttpOutcome outcome;
  HttpResponse response = response_of(status, std::move(headers));
  outcome.advice = completed(advice_by_status(response), response, {}, {});
  outcome.response = std::move(response);
  outcome.phase = Phase::reading;
  return outcome;
}

/// With the advice of somebody who has read its body.
HttpOutcome advised(int status, RetryAdvice advice) {
  HttpOutcome outcome;
  outcome.response = response_of(status);
  outcome.advice = advice;
  return outcome;
}

bool is_worth_retrying(const HttpOutcome& outcome, const RetryPolicy& policy) {
  return attempts_allowed(outcome, policy) > 1;
}

HttpOutcome failed(Reason reason, Phase phase) {
  HttpOutcome outcome;
  outcome.response = Error(to_errc(reason), "failed");
  outcome.reason = reason;
  outcome.phase = phase;
  return outcome;
}

TEST(Retry, DependsOnTheStatus) {
  for (const int status : {408, 409, 429, 500, 502, 503, 504, 529})
    EXPECT_TRUE(is_worth_retrying(answered(status), {})) << status;
  for (const int status : {200, 204, 304, 400, 401, 402, 403, 404, 413, 422, 424})
    EXPECT_FALSE(is_worth_retrying(answered(status), {})) << status;
}

TEST(Retry, Case31TheServersOrderWins) {
  EXPECT_FALSE(is_worth_retrying(answered(503, {{"x-should-retry", "false"}}), {}));
  EXPECT_TRUE(is_worth_retrying(answered(400, {{"X-Should-Retry", "true"}}), {}));
  EXPECT_FALSE(is_worth_retrying(answered(200, {{"x-should-retry", "true"}}), {}));
  EXPECT_TRUE(is_worth_retrying(answered(503, {{"x-should-retry", "maybe"}}), {}));
}

TEST(Retry, Case34ThoseWhoCanReadAnAnswerKnowBetterThanItsStatus) {
  EXPECT_FALSE(is_worth_retrying(advised(429, {}), {}));
  EXPECT_TRUE(is_worth_retrying(advised(200, {.attempts = 2}), {}));
}

TEST(Retry, DependsOnTheReasonAndWhatWasDelivered) {
  for (const Reason reason : {Reason::unreachable, Reason::name_unanswered, Reason::connect_timeout,
                              Reason::lost, Reason::truncated, Reason::protocol})
    EXPECT_TRUE(is_worth_retrying(failed(reason, Phase::sent_all), {})) << static_cast<int>(reason);
  for (const Reason reason :
       {Reason::name_unknown, Reason::tls, Reason::proxy_credentials, Reason::invalid_request,
        Reason::cancelled, Reason::decode, Reason::body_limit, Reason::redirect, Reason::stopped})
    EXPECT_FALSE(is_worth_retrying(failed(reason, Phase::reading), {})) << static_cast<int>(reason);
  auto half_a_stream = failed(Reason::truncated, Phase::reading);
  half_a_stream.delivered = true;
  EXPECT_FALSE(is_worth_retrying(half_a_stream, {}));
}

TEST(Retry, AReadTimeoutMayHaveBeenBilled) {
  const auto outcome = failed(Reason::first_byte_timeout, Phase::sent_all);
  EXPECT_FALSE(is_worth_retrying(outcome, {}));
  RetryPolicy eager;
  eager.after_read_timeout = true;
  EXPECT_TRUE(is_worth_retrying(outcome, eager));
}

TEST(Backoff, DoublesUpToABoundLessAPartByChance) {
  const RetryPolicy policy;
  EXPECT_EQ(backoff(0, 0, policy), 500ms);
  EXPECT_EQ(backoff(1, 0, policy), 1000ms);
  EXPECT_EQ(backoff(4, 0, policy), 8000ms);
  EXPECT_EQ(backoff(1000, 0, policy), 8000ms);
  EXPECT_EQ(backoff(0, 1, policy), 375ms);
  EXPECT_EQ(backoff(1, 0.5, policy), 875ms);
}

RetrySituation at(int attempts, milliseconds left = 10min) {
  RetrySituation situation;
  situation.attempts = attempts;
  situation.left = left;
  return situation;
}

TEST(Decide, Case27WaitsAsAsked) {
  const auto decision = decide(answered(429, {{"retry-after", "2"}}), at(1), {});
  EXPECT_TRUE(decision.again);
  EXPECT_EQ(decision.delay, 2s);
}

TEST(Decide, WaitsAsTheWordsOfAnAnswerAsk) {
  const auto decision = decide(advised(429, {.attempts = 3, .wait = 7s}), at(1), {});
  EXPECT_TRUE(decision.again);
  EXPECT_EQ(decision.delay, 7s);
}

TEST(Decide, Case63NoMoreOftenThanMayHelp) {
  const auto once_more = advised(408, {.attempts = 2});
  EXPECT_TRUE(decide(once_more, at(1), {}).again);
  EXPECT_FALSE(decide(once_more, at(2), {}).again);
}

TEST(Completed, HeadersGoBeforeWords) {
  const RetryAdvice words{.attempts = 3, .wait = 7s};
  EXPECT_EQ(completed(words, response_of(503, {{"retry-after", "2"}}), {}, {}).wait, 2s);
  EXPECT_EQ(completed(words, response_of(503), {}, {}).wait, 7s);
  EXPECT_EQ(completed(words, response_of(503), {}, {}).attempts, 3);
}

TEST(Decide, Case70WhatPassesByItselfIsBoundByTheDeadlineOnly) {
  const auto loading = advised(503, {.patient = true});
  EXPECT_TRUE(decide(loading, {.attempts = 50, .left = 60s}, {}).again);
  EXPECT_FALSE(decide(loading, {.attempts = 50, .left = 2s}, {}).again);
}

TEST(Completed, Case27Only429PausesItsKey) {
  const auto pause = [](int status, HttpHeaders headers, RetryAdvice advice) {
    return completed(advice, response_of(status, std::move(headers)), {}, {}).pause;
  };
  constexpr RetryAdvice again{.attempts = 3};
  EXPECT_EQ(pause(429, {{"retry-after", "2"}}, again), 2s);
  EXPECT_EQ(pause(429, {}, again), 500ms);
  EXPECT_EQ(pause(429, {}, {.attempts = 3, .wait = 7s}), 7s);
  EXPECT_EQ(pause(429, {{"retry-after", "3600"}}, again), 60s);
  EXPECT_EQ(pause(503, {{"retry-after", "2"}}, again), 0s);
  EXPECT_EQ(pause(429, {}, {}), 0s) << "a quota that is used up";
}

TEST(Decide, Case30AnHourIsTooLong) {
  EXPECT_FALSE(decide(answered(429, {{"retry-after", "3600"}}), at(1), {}).again);
}

TEST(Decide, EndsWithTheAttemptsOrTheTime) {
  EXPECT_TRUE(decide(answered(503), at(2), {}).again);
  EXPECT_FALSE(decide(answered(503), at(3), {}).again);
  EXPECT_TRUE(decide(answered(503), at(1, 1500ms), {}).again);
  EXPECT_FALSE(decide(answered(503), at(1, 1499ms), {}).again) << "less than a second is left";
}

TEST(RetryBudget, IsSpentAndEarned) {
  RetryBudget budget;
  int retries = 0;
  while (budget.spend(RetryBudget::cost))
    ++retries;
  EXPECT_EQ(retries, 100);
  budget.earn(4);
  EXPECT_FALSE(budget.spend(RetryBudget::cost));
  budget.earn(1);
  EXPECT_TRUE(budget.spend(RetryBudget::cost));
  budget.earn(10'000);
  EXPECT_EQ(budget.left(), RetryBudget::capacity);
}

/// A world without sockets and with a clock that only sleeping moves.
struct Scripted {
  std::vector<HttpOutcome> outcomes{};  ///< The last one is repeated.
  std::vector<milliseconds> slept{};
  std::vector<WaitEvent> events{};
  std::size_t attempts = 0;
  milliseconds attempt_takes{0};
  std::chrono::steady_clock::time_point now{};
  std::size_t sleeps_until_cancelled = 1000;
  std::shared_ptr<RetryBudget> budget = std::make_shared<RetryBudget>();

  asio::awaitable<HttpOutcome> attempt() {
    now += attempt_takes;
    co_return outcomes[std::min(attempts++, outcomes.size() - 1)];
  }
  asio::awaitable<bool> sleep(milliseconds duration) {
    now += duration;
    slept.push_back(duration);
    co_return slept.size() < sleeps_until_cancelled;
  }

  HttpOutcome run(const RetryPolicy& policy = {}) {
    auto world = std::make_shared<RetryWorld>();
    world->attempt = [this] {
      return attempt();
    };
    world->sleep = [this](milliseconds duration) {
      return sleep(duration);
    };
    world->now = [this] {
      return now;
    };
    world->random = [] {
      return 0.0;
    };
    world->observer = [this](const WaitEvent& event) {
      events.push_back(event);
    };
    world->origin = "https://a.b";
    HttpOutcome outcome;
    asio::io_context context;
    asio::co_spawn(
        context, run_attempts(world, budget, policy, std::chrono::steady_clock::time_point::max()),
        [&](std::exception_ptr, HttpOutcome made) { outcome = std::move(made); });
    context.run();
    return outcome;
  }
};

TEST(RunAttempts, Case15SucceedsInTheEnd) {
  Scripted script;
  script.outcomes = {failed(Reason::unreachable, Phase::connect),
                     failed(Reason::unreachable, Phase::connect), answered(200)};
  const auto outcome = script.run();
  ASSERT_TRUE(outcome.response.has_value());
  EXPECT_EQ(outcome.attempts, 3);
  EXPECT_EQ(script.slept, (std::vector<milliseconds>{500ms, 1000ms}));
}

TEST(RunAttempts, Case32GivesTheLastAnswer) {
  Scripted script;
  script.outcomes = {answered(529)};
  const auto outcome = script.run();
  EXPECT_EQ(outcome.response->status, 529);
  EXPECT_EQ(script.attempts, 3u);
  EXPECT_EQ(script.slept, (std::vector<milliseconds>{500ms, 1000ms}));
}

TEST(RunAttempts, Case33AsksOnce) {
  for (const int status : {400, 401, 403, 404, 413, 422}) {
    Scripted script;
    script.outcomes = {answered(status)};
    script.run();
    EXPECT_EQ(script.attempts, 1u) << status;
  }
}

TEST(RunAttempts, EveryWaitIsTold) {
  Scripted script;
  script.outcomes = {answered(429, {{"retry-after-ms", "150"}, {"retry-after", "9"}}),
                     failed(Reason::lost, Phase::sent_all), answered(200)};
  script.run();
  ASSERT_EQ(script.events.size(), 2u);
  EXPECT_EQ(script.events[0].cause, WaitEvent::Cause::retry);
  EXPECT_EQ(script.events[0].status, 429);
  EXPECT_EQ(script.events[0].duration, 150ms);
  EXPECT_EQ(script.events[0].attempts, 1);
  EXPECT_EQ(script.events[0].message, "https://a.b answered 429");
  EXPECT_EQ(script.events[1].message, "failed");
}

TEST(RunAttempts, Case30DoesNotSleepForAnHour) {
  Scripted script;
  script.outcomes = {answered(429, {{"retry-after", "3600"}})};
  const auto outcome = script.run();
  EXPECT_TRUE(script.slept.empty());
  EXPECT_EQ(outcome.advice.wait, 1h);
  EXPECT_EQ(outcome.attempts, 1);
}

TEST(RunAttempts, Case56EndsWithTheDeadline) {
  Scripted script;
  script.outcomes = {answered(503)};
  script.attempt_takes = 10ms;
  RetryPolicy policy;
  policy.attempts = 1000;
  policy.first_delay = 100ms;
  policy.overall = 1s;
  const auto start = script.now;
  EXPECT_EQ(script.run(policy).response->status, 503);
  EXPECT_LE(script.now - start, 1s);
}

TEST(RunAttempts, Case57AStormRunsOutOfBudget) {
  Scripted script;
  script.outcomes = {answered(500)};
  for (int i = 0; i < 1000; ++i)
    script.run();
  EXPECT_EQ(script.attempts, 1100u);
}

TEST(RunAttempts, AnAnswerThatIsAskedForAgainEarnsNothing) {
  Scripted script;
  while (script.budget->left() > 0)
    script.budget->spend(1);
  script.outcomes = {advised(200, {.attempts = 3})};
  script.run();
  EXPECT_EQ(script.attempts, 1u);
  EXPECT_EQ(script.budget->left(), 0);
}

TEST(RunAttempts, CanBeCancelledBetween) {
  Scripted script;
  script.outcomes = {answered(503)};
  script.sleeps_until_cancelled = 1;
  const auto outcome = script.run();
  EXPECT_EQ(outcome.reason, Reason::cancelled);
  EXPECT_THAT(outcome.response, testing::FailsWith(errc::cancelled));
  EXPECT_EQ(script.attempts, 1u);
}

}  // namespace
}  // namespace wmh::detail
