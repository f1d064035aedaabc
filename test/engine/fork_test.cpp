#include <wmh/testing/matchers.hpp>
#include <wmh/world_model.hpp>

#include "support/predictors.hpp"

namespace wmh {
namespace {

using testing::EchoPredictor;
using testing::FailsWith;
using testing::IsOk;
using testing::MessageHas;

Action say(std::string text) {
  return Action::message(std::move(text));
}

/// Never answers the same twice; what is said to it with "set" changes its state.
struct FickleEnvironment final : Predictor {
  Task<Prediction> predict(PredictionRequest request) override {
    Prediction prediction;
    prediction.observation.content = std::to_string(++answers);
    prediction.state_note = request.action.content() == "note" ? "noted" : "";
    seeds.push_back(request.seed);
    co_return prediction;
  }
  bool changes_state(const Action& action) const override {
    return action.content().starts_with("set");
  }
  int answers = 0;
  std::vector<std::optional<std::int64_t>> seeds{};
};

struct ForkTest : ::testing::Test {
  std::string ask(const SessionId& session, std::string text) {
    return model.step(session, say(std::move(text))).value().content;
  }
  std::shared_ptr<FickleEnvironment> environment = std::make_shared<FickleEnvironment>();
  WorldModel model{environment};
  SessionId id = model.new_session(SessionStart("t")).value().id;
};

ForkRequest fork_of(const SessionId& id, std::size_t count, bool pin) {
  ForkRequest request(id);
  request.count = count;
  request.pin = pin;
  return request;
}

TEST_F(ForkTest, ForksGoOnFromTheSteps) {
  ask(id, "note");
  ask(id, "b");
  ForkRequest request = fork_of(id, 2, false);
  request.at = 1;
  const auto forks = model.fork(request).value();
  ASSERT_EQ(forks.size(), 2U);
  const Session fork = model.session(forks[1]).value();
  EXPECT_EQ(fork.steps_taken, 1U);
  EXPECT_EQ(fork.task, "t");
  EXPECT_EQ(fork.state.scratchpad, "- noted");
  EXPECT_EQ(fork.history[0].action, say("note"));
  EXPECT_EQ(model.session_usage(forks[1]).value().steps, 0);
  ask(forks[0], "c");
  EXPECT_EQ(model.session(forks[1]).value().steps_taken, 1U);
  EXPECT_EQ(model.session(id).value().steps_taken, 2U);
}

TEST_F(ForkTest, StepsThatWereNotTakenOrAreForgottenCannotBeKept) {
  ask(id, "a");
  ForkRequest request = fork_of(id, 1, false);
  request.at = 2;
  EXPECT_THAT(model.fork(request), FailsWith(errc::invalid_argument));
  WorldModel short_memory(environment, {.max_history = 1});
  const auto other = short_memory.new_session().value().id;
  for (int i = 0; i < 3; ++i)
    EXPECT_THAT(short_memory.step(other, say("a")), IsOk());
  ForkRequest early(other);
  early.at = 1;
  EXPECT_THAT(short_memory.fork(early), MessageHas("forgotten"));
  EXPECT_THAT(short_memory.fork(ForkRequest(other)), IsOk());
  EXPECT_THAT(short_memory.fork(ForkRequest(SessionId("nobody"))), FailsWith(errc::not_found));
}

TEST_F(ForkTest, PinnedForksAgreeOnEveryRepeatedQuestion) {
  const std::string before = ask(id, "first?");
  const auto forks = model.fork(fork_of(id, 3, true)).value();
  std::vector<std::string> firsts, seconds;
  for (const SessionId& each : forks)
    firsts.push_back(ask(each, "where?"));
  for (auto each = forks.rbegin(); each != forks.rend(); ++each)
    seconds.push_back(ask(*each, "who?"));
  EXPECT_EQ(firsts, std::vector<std::string>(3, firsts[0]));
  EXPECT_EQ(seconds, std::vector<std::string>(3, seconds[0]));
  EXPECT_EQ(ask(forks[2], "first?"), before);
  EXPECT_EQ(ask(forks[1], "where?"), firsts[0]);
}

TEST_F(ForkTest, AChangeOfStateMakesANewQuestion) {
  const auto forks = model.fork(fork_of(id, 2, true)).value();
  const std::string before = ask(forks[0], "where?");
  ask(forks[0], "set x");
  const std::string after = ask(forks[0], "where?");
  EXPECT_NE(before, after);
  EXPECT_EQ(ask(forks[1], "where?"), before);
  ask(forks[1], "set x");
  EXPECT_EQ(ask(forks[1], "where?"), after);
}

TEST_F(ForkTest, UnpinnedForksAreOnTheirOwn) {
  const auto forks = model.fork(fork_of(id, 2, false)).value();
  EXPECT_NE(ask(forks[0], "where?"), ask(forks[1], "where?"));
}

TEST_F(ForkTest, AnAgreedAnswerLeavesItsNoteInEverySession) {
  const auto forks = model.fork(fork_of(id, 2, true)).value();
  ask(forks[0], "note");
  ask(forks[1], "note");
  EXPECT_EQ(model.session(forks[1]).value().state.scratchpad, "- noted");
  EXPECT_EQ(environment->answers, 1);
}

TEST_F(ForkTest, SessionsOfOneWorldAgree) {
  SessionStart start;
  start.world = "w";
  const auto a = model.new_session(start).value().id;
  const auto b = model.new_session(start).value().id;
  EXPECT_EQ(ask(a, "where?"), ask(b, "where?"));
}

TEST_F(ForkTest, TheSeedReachesThePredictor) {
  SessionStart start;
  start.seed = 7;
  const auto seeded = model.new_session(start).value().id;
  ForkRequest request(seeded);
  request.seed = 8;
  const auto forks = model.fork(request).value();
  ask(seeded, "a");
  ask(forks[0], "a");
  ask(id, "a");
  EXPECT_EQ(environment->seeds, (std::vector<std::optional<std::int64_t>>{7, 8, std::nullopt}));
}

TEST_F(ForkTest, AKeyIsAnsweredOnce) {
  const StepAnswer taken = model.step(StepRequest(id, say("note"), "k")).value();
  EXPECT_EQ(taken.state.scratchpad, "- noted");
  EXPECT_EQ(taken.index, 0U);
  ask(id, "b");
  const StepAnswer again = model.step(StepRequest(id, say("note"), "k")).value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.observation, taken.observation);
  EXPECT_EQ(again.state, taken.state);
  EXPECT_EQ(again.index, 0U);
  EXPECT_EQ(model.session(id).value().steps_taken, 2U);
  EXPECT_THAT(model.step(StepRequest(id, say("c"), "k")), FailsWith(errc::invalid_argument));
}

TEST_F(ForkTest, AnOwnerHasSoManySessions) {
  WorldModel bounded(environment, {.max_sessions_of_owner = 1});
  SessionStart mine;
  mine.owner = "me";
  const auto first = bounded.new_session(mine).value().id;
  EXPECT_THAT(bounded.new_session(mine), FailsWith(errc::limit_reached));
  SessionStart theirs;
  theirs.owner = "you";
  EXPECT_THAT(bounded.new_session(theirs), IsOk());
  EXPECT_THAT(bounded.end_session(first), IsOk());
  EXPECT_THAT(bounded.new_session(mine), IsOk());
}

}  // namespace
}  // namespace wmh
