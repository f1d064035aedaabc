#include <wmh/metering.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/function_provider.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wmh::testing {
namespace {

/// Takes a while, so that calls overlap.
class SlowProvider final : public Provider {
 public:
  std::string_view model() const noexcept override { return "claude-haiku-4-5"; }
  Task<Completion> complete(CompletionRequest) override {
    ++asked;
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::microseconds(200));
    co_await timer.async_wait(asio::use_awaitable);
    co_return completion_of("claude-haiku-4-5", 10'000, 2'000);  // $0.02
  }
  std::atomic<int> asked = 0;
};

asio::awaitable<void> ask_until_refused(std::shared_ptr<Provider> provider,
                                        std::atomic<int>* refused) {
  for (;;) {
    auto completion = co_await provider->complete(ping());
    if (completion) continue;
    EXPECT_EQ(completion.error().code(), errc::budget_spent);
    ++*refused;
    co_return;
  }
}

/// Sixteen loops on four threads until the meter refuses each; how many calls were sent.
int calls_within(const std::shared_ptr<Meter>& meter) {
  const auto slow = std::make_shared<SlowProvider>();
  std::atomic<int> refused = 0;
  asio::thread_pool threads(4);
  for (int loop = 0; loop < 16; ++loop)
    asio::co_spawn(threads,
                   ask_until_refused(make_metered_provider(slow, meter, Phase::judge), &refused),
                   [](std::exception_ptr failure) { EXPECT_EQ(failure, nullptr); });
  threads.join();
  EXPECT_EQ(refused, 16);
  return slow->asked;
}

TEST(Meter, SendsExactlyAsManyCallsAsItMay) {
  const auto meter = std::make_shared<Meter>(SpendingLimit{.calls = 100});
  EXPECT_EQ(calls_within(meter), 100);
  EXPECT_EQ(meter->report().total.calls, 100);
}

TEST(Meter, StaysNearALimitOfCost) {
  const auto meter = std::make_shared<Meter>(SpendingLimit{.cost_usd = 2.0});
  const int calls = calls_within(meter);
  EXPECT_GE(calls, 84) << "each of the sixteen under way is reserved for";
  EXPECT_LE(meter->report().total.cost_usd, 2.0 + 0.02 + 1e-9);
  EXPECT_EQ(meter->report().total.calls, calls);
}

}  // namespace
}  // namespace wmh::testing
