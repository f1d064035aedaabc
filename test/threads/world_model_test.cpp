// Many threads step, open and end sessions of one model at once; run under TSan.
#include <wmh/testing/matchers.hpp>
#include <wmh/world_model.hpp>

#include "support/predictors.hpp"

#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <thread>

namespace wmh {
namespace {

using testing::EchoPredictor;
using testing::IsOk;

TEST(WorldModelThreads, OneSessionKeepsItsOrderUnderManyThreads) {
  WorldModel model(std::make_shared<EchoPredictor>(), {.max_queued_steps = 1000});
  const auto id = model.new_session().value().id;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        EXPECT_THAT(model.step(id, Action::message("x")), IsOk());
    });
  for (auto& thread : threads)
    thread.join();
  const Session session = model.session(id).value();
  ASSERT_EQ(session.history.size(), 200U);
  for (std::size_t i = 0; i < 200; ++i)
    EXPECT_EQ(session.history[i].observation.content, "echo:x:" + std::to_string(i));
}

TEST(WorldModelThreads, SessionsComeAndGo) {
  asio::thread_pool pool(3);
  WorldModel model(std::make_shared<EchoPredictor>(), {.max_sessions = 64, .enrich = true},
                   pool.get_executor());
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 30; ++i) {
        const auto id = model.new_session().value().id;
        auto first = model.async_step(id, Action::message("a"), asio::use_future);
        auto second = model.async_step(id, Action::message("b"), asio::use_future);
        EXPECT_THAT(model.session(id), IsOk());
        EXPECT_THAT(first.get(), IsOk());
        EXPECT_THAT(second.get(), IsOk());
        EXPECT_THAT(model.end_session(id), IsOk());
      }
    });
  for (auto& thread : threads)
    thread.join();
  EXPECT_EQ(model.session_count(), 0U);
  pool.join();
}

}  // namespace
}  // namespace wmh
