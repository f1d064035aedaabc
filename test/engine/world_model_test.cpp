#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_provider.hpp>
#include <wmh/world_model.hpp>

#include "support/predictors.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <thread>

namespace wmh {
namespace {

using namespace std::chrono_literals;
using testing::EchoPredictor;
using testing::FailsWith;
using testing::IsOk;
using testing::MessageHas;
using testing::SlowPredictor;

WorldModel echo(WorldModelOptions options = {}) {
  return WorldModel(std::make_shared<EchoPredictor>(), std::move(options));
}

Action say(std::string text) {
  return Action::message(std::move(text));
}

TEST(WorldModel, AStepAnswersAndAdvancesTheSession) {
  WorldModel model = echo();
  const auto id = model.new_session(SessionStart("buy milk")).value().id;
  EXPECT_EQ(model.step(id, say("a")).value().content, "echo:a:0");
  EXPECT_EQ(model.step(id, say("b")).value().content, "echo:b:1");
  const Session session = model.session(id).value();
  EXPECT_EQ(session.task, "buy milk");
  ASSERT_EQ(session.history.size(), 2U);
  EXPECT_EQ(session.history[1].action, say("b"));
  EXPECT_EQ(session.history[1].observation.content, "echo:b:1");
  EXPECT_EQ(session.history[1].task, "buy milk");
}

/// Answers with evidence, and counts what it is shown of it.
struct CitingPredictor final : Predictor {
  Task<Prediction> predict(PredictionRequest request) override {
    if (request.history)
      for (const Step& step : *request.history)
        seen += step.observation.metadata.at("evidence").is_null() ? 0 : 1;
    Prediction prediction;
    prediction.observation.content = "c";
    prediction.observation.metadata = {
        {"source", "nearest"}, {"evidence", {{"trace_id", "t"}, {"step", 3}}}, {"confidence", 0.5}};
    prediction.state_note = "noted";
    co_return prediction;
  }
  int seen = 0;
};

TEST(WorldModel, EveryKeptStepHasItsEvidence) {
  const auto predictor = std::make_shared<CitingPredictor>();
  WorldModel model(predictor);
  const auto id = model.new_session().value().id;
  const StepAnswer first = model.step(StepRequest(id, say("a"), "k")).value();
  EXPECT_EQ(first.observation.metadata.at("evidence").at("step"), 3);
  const Observation second = model.step(id, say("b")).value();
  EXPECT_EQ(model.step(StepRequest(id, say("a"), "k")).value().observation, first.observation);
  const auto history = model.session(id).value().history;
  EXPECT_EQ(history.at(0).observation, first.observation);
  EXPECT_EQ(history.at(1).observation, second);
  const auto fork = model.fork(ForkRequest(id)).value().at(0);
  EXPECT_EQ(model.session(fork).value().history, history);
  EXPECT_EQ(predictor->seen, 0);
}

TEST(WorldModel, EveryFaceSpeaksTheSameWord) {
  WorldModel model = echo();
  const auto id = model.new_session().value().id;
  EXPECT_THAT(model.step(id, say("x")), IsOk());
  EXPECT_THAT(model.async_step(id, say("x"), asio::use_future).get(), IsOk());

  asio::io_context mine;
  std::thread::id ran_on;
  model.async_step(id, say("x"), asio::bind_executor(mine, [&](Result<Observation> result) {
                     EXPECT_THAT(result, IsOk());
                     ran_on = std::this_thread::get_id();
                   }));
  mine.run();  // until nobody uses `mine` any more, the model's thread included
  EXPECT_EQ(ran_on, std::this_thread::get_id());
  EXPECT_EQ(model.session(id).value().history.size(), 3U);
}

asio::awaitable<void> step_twice(WorldModel model, SessionId id, int& steps) {
  auto first = co_await model.async_step(id, Action::message("1"));
  if (first) ++steps;
  auto second = co_await model.async_step(id, Action::message("fail"));
  if (!second && second.error().code() == errc::provider_unavailable) ++steps;
}

TEST(WorldModel, StepsFromACoroutine) {
  WorldModel model = echo();
  asio::io_context context;
  int steps = 0;
  asio::co_spawn(context, step_twice(model, model.new_session().value().id, steps), asio::detached);
  context.run();
  EXPECT_EQ(steps, 2);
}

TEST(WorldModel, AFailedStepLeavesTheSessionAsItWas) {
  WorldModel model = echo();
  const auto id = model.new_session().value().id;
  EXPECT_THAT(model.step(id, say("fail")), FailsWith(errc::provider_unavailable));
  EXPECT_THAT(model.step(id, say("throw")), MessageHas("the plug-in threw"));
  EXPECT_TRUE(model.session(id).value().history.empty());
  EXPECT_EQ(model.session_usage(id).value().failed_steps, 1);
  EXPECT_EQ(model.step(id, say("a")).value().content, "echo:a:0");
}

TEST(WorldModel, CountsEveryCallOfAJudgeThatAsksAgain) {
  WorldModelOptions options;
  options.episode_judge = make_episode_judge(std::make_shared<testing::ScriptedProvider>(
      std::vector<Result<Completion>>{testing::completion("a"), testing::completion("b")}));
  WorldModel model = echo(std::move(options));
  const auto id = model.new_session().value().id;
  ASSERT_THAT(model.step(id, say("a")), IsOk());
  const std::int64_t before = model.session_usage(id).value().spent.calls;
  EXPECT_FALSE(model.score_session(id).value().valid);
  EXPECT_EQ(model.session_usage(id).value().spent.calls - before, 2);
}

TEST(WorldModel, StateNotesBecomeLinesOfTheScratchpad) {
  WorldModel model = echo();
  const auto id = model.new_session().value().id;
  EXPECT_EQ(model.step(id, say("note")).value().metadata.at("state_note"), "noted");
  EXPECT_THAT(model.step(id, say("note")), IsOk());
  const Session session = model.session(id).value();
  EXPECT_EQ(session.state.scratchpad, "- noted\n- noted");
  EXPECT_EQ(model.session_state(id).value(), session.state);
  EXPECT_EQ(session.history[1].state_before.scratchpad, "- noted");
}

TEST(WorldModel, HistoryIsBounded) {
  WorldModel model = echo({.max_history = 3});
  const auto id = model.new_session().value().id;
  for (int i = 0; i < 5; ++i)
    EXPECT_THAT(model.step(id, say(std::to_string(i))), IsOk());
  const Session session = model.session(id).value();
  EXPECT_EQ(session.steps_taken, 5U);
  ASSERT_EQ(session.history.size(), 3U);
  EXPECT_EQ(session.history.front().action, say("2"));
}

TEST(WorldModel, UsageCountsStepsAndTokens) {
  WorldModel model = echo();
  const auto id = model.new_session().value().id;
  EXPECT_THAT(model.step(id, say("a")), IsOk());
  EXPECT_THAT(model.step(id, say("b")), IsOk());
  const UsageRecord usage = model.end_session(id).value();
  EXPECT_EQ(usage.steps, 2);
  EXPECT_EQ(usage.spent.tokens.input_tokens, 20);
  EXPECT_THAT(model.step(id, say("c")), FailsWith(errc::not_found));
  EXPECT_THAT(model.end_session(id), FailsWith(errc::not_found));
  EXPECT_THAT(model.session_state(id), FailsWith(errc::not_found));
}

TEST(WorldModel, SessionsAreBoundedAndIdleOnesExpire) {
  auto time = std::make_shared<std::chrono::steady_clock::time_point>();
  WorldModel model = echo({.max_sessions = 2, .idle_expiry = 60s, .clock = [time] {
                             return *time;
                           }});
  const auto first = model.new_session().value().id;
  *time += 40s;
  const auto second = model.new_session().value().id;
  EXPECT_THAT(model.new_session(), FailsWith(errc::limit_reached));
  *time += 30s;
  EXPECT_THAT(model.new_session(), IsOk());
  EXPECT_THAT(model.session(first), FailsWith(errc::not_found));
  EXPECT_THAT(model.session(second), IsOk());
  EXPECT_EQ(model.session_count(), 2U);
  *time += 60s;
  EXPECT_EQ(model.session_count(), 0U) << "whoever counts them lets them go";
}

TEST(WorldModel, StepsOfOneSessionRunInOrderAndTheirQueueIsBounded) {
  asio::io_context context;
  WorldModel model(std::make_shared<SlowPredictor>(5ms), {.max_queued_steps = 3},
                   context.get_executor());
  const auto id = model.new_session().value().id;
  std::vector<std::string> answers;
  int refused = 0;
  for (int i = 0; i < 6; ++i)
    model.async_step(id, say(std::to_string(i)), [&](Result<Observation> result) {
      if (result) answers.push_back(result->content);
      if (!result && result.error().code() == errc::session_busy) ++refused;
    });
  context.run();
  EXPECT_EQ(answers, (std::vector<std::string>{"0", "1", "2", "3"}));
  EXPECT_EQ(refused, 2);
}

TEST(WorldModel, ACancelledStepLeavesTheSessionAsItWas) {
  asio::io_context context;
  WorldModel model(std::make_shared<SlowPredictor>(20ms), {}, context.get_executor());
  const auto id = model.new_session().value().id;
  std::vector<std::string> log;
  asio::cancellation_signal stop[3];
  for (int i = 0; i < 3; ++i)
    model.async_step(id, say(std::to_string(i)),
                     asio::bind_cancellation_slot(stop[i].slot(), [&log, i](Result<Observation> r) {
                       log.push_back(std::to_string(i) + (r ? " done" : " " + r.error().message()));
                       EXPECT_TRUE(r || r.error().code() == errc::cancelled);
                     }));
  asio::steady_timer timer(context, 5ms);
  timer.async_wait([&](auto) {
    stop[1].emit(asio::cancellation_type::terminal);  // waits for its turn
    stop[0].emit(asio::cancellation_type::terminal);  // is being predicted
  });
  context.run();
  EXPECT_EQ(log.size(), 3U);
  EXPECT_EQ(log.back(), "2 done");
  const Session session = model.session(id).value();
  ASSERT_EQ(session.history.size(), 1U);
  EXPECT_EQ(session.history[0].action, say("2"));
}

TEST(WorldModel, AHandleStepsItsOwnSession) {
  WorldModel model = echo();
  EXPECT_EQ(model.step(say("a")).value().content, "echo:a:0");
  EXPECT_EQ(model.step(say("b")).value().content, "echo:b:1");
  WorldModel copy = model;
  EXPECT_EQ(copy.step(say("c")).value().content, "echo:c:0");
  EXPECT_THAT(model.restart(SessionStart("again")), IsOk());
  EXPECT_EQ(model.step(say("d")).value().content, "echo:d:0");
  EXPECT_EQ(model.session_count(), 2U);
}

TEST(WorldModel, StepsBecomeEvidenceOnlyWhenAsked) {
  auto predictor = std::make_shared<EchoPredictor>();
  EXPECT_THAT(WorldModel(predictor).step(say("a")), IsOk());
  EXPECT_EQ(predictor->learned, 0);
  EXPECT_THAT(WorldModel(predictor, {.enrich = true}).step(say("a")), IsOk());
  EXPECT_EQ(predictor->learned, 1);
}

TEST(WorldModel, TheHandleMayGoBeforeTheAnswer) {
  std::future<Result<Observation>> answer;
  {
    WorldModel model(std::make_shared<SlowPredictor>(10ms));
    answer = model.async_step(model.new_session().value().id, say("x"), asio::use_future);
  }
  EXPECT_EQ(answer.get().value().content, "x");
}

}  // namespace
}  // namespace wmh
