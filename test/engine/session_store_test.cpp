#include <wmh/testing/matchers.hpp>
#include <wmh/world_model.hpp>

#include "support/map_store.hpp"
#include "support/predictors.hpp"

namespace wmh {
namespace {

using namespace std::chrono_literals;
using testing::EchoPredictor;
using testing::FailsWith;
using testing::IsOk;
using testing::MapStore;

Action say(std::string text) {
  return Action::message(std::move(text));
}

struct SessionStoreTest : ::testing::Test {
  WorldModel process(WorldModelOptions options = {}) const {
    options.store = store;
    return WorldModel(std::make_shared<EchoPredictor>(), std::move(options));
  }
  std::shared_ptr<MapStore> store = std::make_shared<MapStore>();
};

TEST_F(SessionStoreTest, AnotherProcessGoesOnWithASession) {
  WorldModel first = process();
  const auto id = first.new_session(SessionStart("buy milk", {{{"cwd", "/"}}, ""})).value().id;
  EXPECT_THAT(first.step(id, say("note")), IsOk());
  WorldModel second = process();
  EXPECT_EQ(second.step(id, say("b")).value().content, "echo:b:1");
  const Session session = second.session(id).value();
  EXPECT_EQ(session.task, "buy milk");
  EXPECT_EQ(session.state.structured.at("cwd"), "/");
  EXPECT_EQ(session.state.scratchpad, "- noted");
  EXPECT_EQ(session.steps_taken, 2U);
  EXPECT_EQ(second.session_usage(id).value().steps, 2);
}

TEST_F(SessionStoreTest, StepsMadeElsewhereAreSeen) {
  WorldModel first = process();
  const auto id = first.new_session().value().id;
  WorldModel second = process();
  EXPECT_EQ(second.step(id, say("a")).value().content, "echo:a:0");
  EXPECT_EQ(first.step(id, say("b")).value().content, "echo:b:1");
  EXPECT_EQ(second.session(id).value().history.size(), 2U);
}

TEST_F(SessionStoreTest, AClaimOfAnotherProcessIsRespected) {
  WorldModel model = process();
  const auto id = model.new_session().value().id;
  store->claimed[id] = true;
  EXPECT_THAT(model.step(id, say("a")), FailsWith(errc::session_busy));
  store->claimed.clear();
  EXPECT_THAT(model.step(id, say("a")), IsOk());
  EXPECT_TRUE(store->claimed.empty());
}

TEST_F(SessionStoreTest, AStepThatCannotBeKeptIsNotTaken) {
  WorldModel model = process();
  const auto id = model.new_session().value().id;
  store->failure = Error(errc::io, "disk full");
  EXPECT_THAT(model.step(id, say("a")), FailsWith(errc::io));
  EXPECT_TRUE(model.session(id).value().history.empty());
  store->failure.reset();
  EXPECT_EQ(model.step(id, say("a")).value().content, "echo:a:0");
}

struct StepCounter final : Observer {
  void on_event(const Event& event) noexcept override { steps += event.name == "wmh.step" ? 1 : 0; }
  std::atomic<int> steps = 0;
};

TEST_F(SessionStoreTest, AStepIsToldOnceItIsKept) {
  const auto counter = std::make_shared<StepCounter>();
  WorldModel model = process({.observer = counter});
  const auto id = model.new_session().value().id;
  store->failure = Error(errc::io, "disk full");
  EXPECT_THAT(model.step(id, say("a")), FailsWith(errc::io));
  EXPECT_EQ(counter->steps, 0);
  store->failure.reset();
  EXPECT_THAT(model.step(id, say("a")), IsOk());
  EXPECT_EQ(counter->steps, 1);
}

TEST_F(SessionStoreTest, ASessionThatEndedElsewhereIsGone) {
  WorldModel first = process();
  const auto id = first.new_session().value().id;
  EXPECT_THAT(process().end_session(id), IsOk());
  EXPECT_THAT(first.step(id, say("a")), FailsWith(errc::not_found));
  EXPECT_THAT(first.session(id), FailsWith(errc::not_found));
  EXPECT_THAT(first.end_session(id), FailsWith(errc::not_found));
}

TEST_F(SessionStoreTest, UnusedSessionsLeaveMemoryAndComeBack) {
  WorldModel model = process({.max_sessions = 2});
  const auto first = model.new_session().value().id;
  EXPECT_THAT(model.step(first, say("a")), IsOk());
  EXPECT_THAT(model.new_session(), IsOk());
  EXPECT_THAT(model.new_session(), IsOk());
  EXPECT_EQ(model.session_count(), 2U);
  EXPECT_FALSE(model.holds_session(first));
  EXPECT_EQ(model.step(first, say("b")).value().content, "echo:b:1");
  EXPECT_EQ(store->loads, 1U);
}

TEST_F(SessionStoreTest, AFullStoreOpensNothing) {
  store->room = 1;
  WorldModel model = process();
  EXPECT_THAT(model.new_session(), IsOk());
  EXPECT_THAT(model.new_session(), FailsWith(errc::limit_reached));
  EXPECT_EQ(model.session_count(), 1U);
}

TEST_F(SessionStoreTest, AKeyIsAnsweredOnceAcrossProcesses) {
  WorldModel first = process();
  const auto id = first.new_session().value().id;
  const StepAnswer taken = first.step(StepRequest(id, say("a"), "k1")).value();
  const StepAnswer again = process().step(StepRequest(id, say("a"), "k1")).value();
  EXPECT_FALSE(taken.repeated);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.observation, taken.observation);
  EXPECT_EQ(store->sessions.at(id).steps_taken, 1U);
}

}  // namespace
}  // namespace wmh
