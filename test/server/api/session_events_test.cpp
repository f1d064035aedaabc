#include "api/session_events.hpp"

#include "support/map_store.hpp"
#include "support/predictors.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

namespace wmh::server {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

/// A session on one thread, and what a follower of it has been told.
struct SessionEventsTest : ::testing::Test {
  SessionEventsTest() {
    asio::co_spawn(context, follow(), asio::detached);
    context.poll();
  }
  static WorldModelOptions options_with(std::shared_ptr<SessionStore> store) {
    WorldModelOptions options;
    options.store = std::move(store);
    return options;
  }
  asio::awaitable<void> follow() {
    while (auto block = co_await events->next())
      told.push_back(std::move(*block));
  }
  void step(std::string text) {
    model.async_step(session, Action::message(std::move(text)),
                     [](const Result<Observation>& answer) { EXPECT_TRUE(answer); });
    context.poll();
    look_again();
  }
  void look_again() {
    signal.notify(session);
    context.poll();
  }

  asio::io_context context{1};
  std::shared_ptr<testing::MapStore> store = std::make_shared<testing::MapStore>();
  WorldModel model{std::make_shared<testing::EchoPredictor>(), options_with(store),
                   context.get_executor()};
  SessionId session = model.new_session().value().id;
  StepSignal signal{};
  std::shared_ptr<EventSource> events =
      session_events(signal, model, session, 0, context.get_executor());
  std::vector<std::string> told{};
};

TEST_F(SessionEventsTest, StepsAndTheEndAreTold) {
  step("a");
  step("b");
  store->sessions.clear();
  look_again();
  EXPECT_THAT(told, ElementsAre(StartsWith("id: 0\nevent: step\n"),
                                StartsWith("id: 1\nevent: step\n"), "event: end\ndata: {}\n\n"));
}

TEST_F(SessionEventsTest, AStoreThatIsAwayIsNoEnd) {
  step("a");
  store->away = Error(errc::network, "the database restarts");
  look_again();
  store->away.reset();
  step("b");
  EXPECT_THAT(told,
              ElementsAre(StartsWith("id: 0\nevent: step\n"), StartsWith("id: 1\nevent: step\n")));
}

}  // namespace
}  // namespace wmh::server
