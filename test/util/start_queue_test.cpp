#include "util/start_queue.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>

#include <atomic>

namespace wmh::detail {
namespace {

using ::testing::ElementsAre;
using Log = std::vector<int>;

asio::awaitable<void> begin(std::shared_ptr<StartQueue> queue, int number, Log& log) {
  co_await queue->enter();
  log.push_back(number);
}

TEST(StartQueue, WhatIsReadyElsewhereComesBetween) {
  asio::io_context context(1);
  const auto queue = std::make_shared<StartQueue>(2);
  Log log;
  for (int number = 0; number < 6; ++number)
    asio::co_spawn(context, begin(queue, number, log), asio::detached);
  while (log.empty())
    context.run_one();
  asio::post(context, [&] { log.push_back(100); });
  context.run();
  EXPECT_THAT(log, ElementsAre(0, 1, 2, 100, 3, 4, 5));
}

asio::awaitable<void> begin_and_wait(std::shared_ptr<StartQueue> queue, int& waiting) {
  co_await queue->enter();
  ++waiting;
  asio::steady_timer timer(co_await asio::this_coro::executor, asio::steady_timer::duration::max());
  co_await timer.async_wait(asio::use_awaitable);
}

TEST(StartQueue, OneThatWaitsLetsTheNextBegin) {
  asio::io_context context(1);
  const auto queue = std::make_shared<StartQueue>(1);
  int waiting = 0;
  for (int i = 0; i < 5; ++i)
    asio::co_spawn(context, begin_and_wait(queue, waiting), asio::detached);
  context.poll();
  EXPECT_EQ(waiting, 5);
}

TEST(StartQueue, AContextThatGoesLeavesItUsable) {
  const auto queue = std::make_shared<StartQueue>(1);
  Log log;
  asio::io_context kept(1);
  {
    asio::io_context gone(1);
    for (int number = 0; number < 3; ++number)
      asio::co_spawn(gone, begin(queue, number, log), asio::detached);
    gone.run_one();
    asio::co_spawn(kept, begin(queue, 7, log), asio::detached);
    kept.run_one();
  }
  kept.run();
  EXPECT_THAT(log, ElementsAre(7));
}

TEST(StartQueue, IsFoundWhereItWasPrepared) {
  asio::io_context context(1);
  EXPECT_EQ(StartQueue::find(context.get_executor()), nullptr);
  StartQueue::prepare(context.get_executor());
  const auto queue = StartQueue::find(asio::make_strand(context.get_executor()));
  EXPECT_NE(queue, nullptr);
  EXPECT_EQ(StartQueue::find(context.get_executor()), queue);
  asio::io_context other(1);
  EXPECT_EQ(StartQueue::find(other.get_executor()), nullptr);
}

TEST(StartQueue, WhoWaitsGoesWithItsContext) {
  auto context = std::make_unique<asio::io_context>(1);
  StartQueue::prepare(context->get_executor());
  const auto queue = StartQueue::find(context->get_executor());
  const std::weak_ptr<StartQueue> watched = queue;
  Log log;
  for (int number = 0; number < 1000; ++number)
    asio::co_spawn(*context, begin(queue, number, log), asio::detached);
  context->run_one();
  context.reset();
  EXPECT_EQ(watched.use_count(), 1);
}

asio::awaitable<void> count(std::shared_ptr<StartQueue> queue, std::atomic<int>& begun) {
  co_await queue->enter();
  ++begun;
}

TEST(StartQueue, ManyThreadsUseIt) {
  asio::thread_pool pool(4);
  const auto queue = std::make_shared<StartQueue>(3);
  std::atomic<int> begun{0};
  for (int i = 0; i < 2000; ++i)
    asio::co_spawn(pool, count(queue, begun), asio::detached);
  pool.join();
  EXPECT_EQ(begun, 2000);
}

}  // namespace
}  // namespace wmh::detail
