#pragma once

// What a place for sessions promises, whichever it is: the same tests run over each. A suite says
//   INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreContract, SqlitePlace);
// where a place is made with each test and has open(Limits).
#include <wmh/json.hpp>

#include "server/sessions/limits.hpp"

#include <thread>

namespace wmh::server {

template <class Place>
struct StoreContract : ::testing::Test {
  WorldModel model_of(KeptSessions& sessions, WorldModelOptions options = {},
                      std::string name = "m") {
    options.store = sessions.of(std::move(name));
    return WorldModel(std::make_shared<testing::EchoPredictor>(), std::move(options));
  }
  Place place{};
};
TYPED_TEST_SUITE_P(StoreContract);

TYPED_TEST_P(StoreContract, EverythingIsThereAfterARestart) {
  std::optional<SessionId> id;
  Session before{SessionId("")};
  UsageRecord used;
  {
    const auto sessions = this->place.open();
    WorldModel model = this->model_of(*sessions);
    SessionStart start("buy \"milk\"\n", {{{"cwd", "/"}, {"n", {1, 2.5, nullptr}}}, "hello"});
    start.seed = -7;
    start.world = "w";
    start.owner = "me";
    id = model.new_session(start).value().id;
    for (const char* text : {"note", "b", "note"})
      EXPECT_THAT(model.step(StepRequest(*id, say(text), std::string("key ") + text)),
                  testing::IsOk());
    before = model.session(*id).value();
    used = model.session_usage(*id).value();
  }
  const auto sessions = this->place.open();
  EXPECT_EQ(sessions->count(), 1U);
  WorldModel model = this->model_of(*sessions);
  const Session after = model.session(*id).value();
  EXPECT_EQ(after.task, before.task);
  EXPECT_EQ(after.state, before.state);
  EXPECT_EQ(after.history, before.history);
  EXPECT_EQ(after.steps_taken, before.steps_taken);
  EXPECT_EQ(after.seed, -7);
  EXPECT_EQ(after.world, "w");
  EXPECT_EQ(after.owner, "me");
  EXPECT_EQ(to_json(model.session_usage(*id).value()), to_json(used));
  EXPECT_TRUE(model.step(StepRequest(*id, say("b"), "key b")).value().repeated);
  EXPECT_EQ(model.step(*id, say("d")).value().content, "echo:d:2");
}

TYPED_TEST_P(StoreContract, AnyByteIsKept) {
  std::string bytes;
  for (int i = 0; i < 256; ++i)
    bytes += static_cast<char>(i);
  const auto sessions = this->place.open();
  const auto store = sessions->of(bytes);
  KeptSession session{SessionId("id\xff")};
  session.task = bytes;
  session.state.scratchpad = bytes;
  session.world = session.owner = session.changes = bytes;
  EXPECT_THAT(testing::run(store->create(session)), testing::IsOk());
  const auto kept = testing::run(store->load(session.id)).value().value();
  EXPECT_EQ(kept.task, bytes);
  EXPECT_EQ(kept.state.scratchpad, bytes);
  EXPECT_EQ(kept.world, bytes);
  EXPECT_EQ(kept.owner, bytes);
  EXPECT_EQ(kept.changes, bytes);
  Observation long_one;
  long_one.content = std::string(100'000, 'x');
  EXPECT_EQ(testing::run(store->agree(bytes, bytes + long_one.content, long_one)).value(),
            long_one);
  EXPECT_EQ(testing::run(store->load(SessionId(std::string("a\0b", 3)))).value(), std::nullopt);
}

TYPED_TEST_P(StoreContract, OnlyTheLastStepsAreKept) {
  const auto sessions = this->place.open();
  WorldModel model = this->model_of(*sessions, {.max_history = 2});
  const auto id = model.new_session().value().id;
  for (int i = 0; i < 5; ++i)
    EXPECT_THAT(model.step(id, say(std::to_string(i))), testing::IsOk());
  const auto kept = testing::run(sessions->of("m")->load(id)).value().value();
  EXPECT_EQ(kept.steps_taken, 5U);
  ASSERT_EQ(kept.steps.size(), 2U);
  EXPECT_EQ(kept.steps[0].index, 3U);
}

TYPED_TEST_P(StoreContract, ModelsDoNotSeeEachOthersSessions) {
  const auto sessions = this->place.open();
  WorldModel model = this->model_of(*sessions);
  WorldModel other = this->model_of(*sessions, {}, "other");
  const auto id = model.new_session().value().id;
  EXPECT_THAT(other.session(id), testing::FailsWith(errc::not_found));
  EXPECT_THAT(other.end_session(id), testing::FailsWith(errc::not_found));
  EXPECT_THAT(model.end_session(id), testing::IsOk());
  EXPECT_EQ(sessions->count(), 0U);
}

TYPED_TEST_P(StoreContract, SessionsAreBounded) {
  const auto sessions = this->place.open({.max_sessions = 3, .max_sessions_of_owner = 2});
  WorldModel model = this->model_of(*sessions);
  SessionStart mine;
  mine.owner = "me";
  EXPECT_THAT(model.new_session(mine), testing::IsOk());
  const auto second = model.new_session(mine).value().id;
  EXPECT_THAT(model.new_session(mine), testing::FailsWith(errc::limit_reached));
  EXPECT_THAT(model.new_session(), testing::IsOk());
  EXPECT_THAT(model.new_session(), testing::FailsWith(errc::limit_reached));
  EXPECT_THAT(model.end_session(second), testing::IsOk());
  EXPECT_THAT(model.new_session(mine), testing::IsOk());
}

TYPED_TEST_P(StoreContract, UnusedSessionsAreRemoved) {
  auto time = std::make_shared<double>(1000);
  const auto sessions = this->place.open({.clock = [time] {
    return *time;
  }});
  WorldModel model = this->model_of(*sessions, {.max_sessions = 1});
  SessionStart start;
  start.world = "w";
  const auto first = model.new_session(start).value().id;
  EXPECT_THAT(model.step(first, say("a")), testing::IsOk());
  Observation agreed;
  agreed.content = "1";
  EXPECT_THAT(testing::run(sessions->of("m")->agree("w", "q", agreed)), testing::IsOk());
  *time = 1050;
  const auto second = model.new_session().value().id;
  *time = 1070;
  EXPECT_EQ(testing::run(sessions->remove_idle(std::chrono::seconds(60))).value(), 1U);
  EXPECT_THAT(model.session(first), testing::FailsWith(errc::not_found));
  EXPECT_THAT(model.session(second), testing::IsOk());
  EXPECT_EQ(sessions->count(), 1U);
  EXPECT_EQ(testing::run(sessions->of("m")->agreed("w", "q")).value(), std::nullopt);
}

TYPED_TEST_P(StoreContract, TheFirstAnswerOfAWorldHolds) {
  const auto sessions = this->place.open();
  const auto store = sessions->of("m");
  Observation first, second;
  first.content = "1";
  second.content = "2";
  EXPECT_EQ(testing::run(store->agreed("w", "q")).value(), std::nullopt);
  EXPECT_EQ(testing::run(store->agree("w", "q", first)).value(), first);
  EXPECT_EQ(testing::run(store->agree("w", "q", second)).value(), first);
  EXPECT_EQ(testing::run(store->agreed("w", "q")).value(), first);
  EXPECT_EQ(testing::run(store->agree("v", "q", second)).value(), second);
}

TYPED_TEST_P(StoreContract, AnOldVersionIsNotSaved) {
  const auto sessions = this->place.open();
  WorldModel model = this->model_of(*sessions);
  const auto id = model.new_session().value().id;
  EXPECT_THAT(model.step(id, say("a")), testing::IsOk());
  const auto store = sessions->of("m");
  auto change = std::make_shared<SessionChange>();
  change->version = 1;
  EXPECT_THAT(testing::run(store->save(id, change)), testing::FailsWith(errc::session_busy));
  change->version = 2;
  EXPECT_THAT(testing::run(store->save(SessionId("x"), change)),
              testing::FailsWith(errc::not_found));
  const auto kept = testing::run(store->load(id)).value().value();
  EXPECT_EQ(kept.steps.size(), 1U);
  EXPECT_EQ(kept.version, 1);
}

TYPED_TEST_P(StoreContract, AStepMayTakeThePlaceOfItsLike) {
  const auto sessions = this->place.open();
  WorldModel model = this->model_of(*sessions);
  const auto id = model.new_session().value().id;
  EXPECT_THAT(model.step(id, say("a")), testing::IsOk());
  const auto store = sessions->of("m");
  const auto kept = testing::run(store->load(id)).value().value();
  auto change = std::make_shared<SessionChange>();
  change->version = 2;
  change->steps_taken = 1;
  change->step = kept.steps[0];
  change->step->step.observation.reward = 0.5;
  EXPECT_THAT(testing::run(store->save(id, change)), testing::IsOk());
  const auto judged = testing::run(store->load(id)).value().value();
  ASSERT_EQ(judged.steps.size(), 1U);
  EXPECT_EQ(judged.steps[0].step.observation.reward, 0.5);
}

TYPED_TEST_P(StoreContract, AForkIsKeptWithItsSteps) {
  const auto sessions = this->place.open();
  WorldModel model = this->model_of(*sessions);
  const auto id = model.new_session().value().id;
  for (const char* text : {"a", "b", "c"})
    EXPECT_THAT(model.step(id, say(text)), testing::IsOk());
  ForkRequest request(id);
  request.at = 2;
  const auto forks = model.fork(std::move(request)).value();
  ASSERT_EQ(forks.size(), 1U);
  WorldModel other = this->model_of(*sessions);
  EXPECT_EQ(other.session(forks[0]).value().history.size(), 2U);
  EXPECT_EQ(other.step(forks[0], say("d")).value().content, "echo:d:2");
}

TYPED_TEST_P(StoreContract, ManyThreadsStepAtOnce) {
  const auto sessions = this->place.open();
  WorldModel model = this->model_of(*sessions);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      const auto id = model.new_session().value().id;
      for (int i = 0; i < 20; ++i)
        EXPECT_THAT(model.step(id, say("x")), testing::IsOk());
      EXPECT_EQ(model.session(id).value().steps_taken, 20U);
    });
  for (std::thread& each : threads)
    each.join();
  EXPECT_EQ(sessions->count(), 8U);
}

REGISTER_TYPED_TEST_SUITE_P(StoreContract, EverythingIsThereAfterARestart, AnyByteIsKept,
                            OnlyTheLastStepsAreKept, ModelsDoNotSeeEachOthersSessions,
                            SessionsAreBounded, UnusedSessionsAreRemoved,
                            TheFirstAnswerOfAWorldHolds, AnOldVersionIsNotSaved,
                            AStepMayTakeThePlaceOfItsLike, AForkIsKeptWithItsSteps,
                            ManyThreadsStepAtOnce);

}  // namespace wmh::server
