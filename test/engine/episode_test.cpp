#include <wmh/env.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/predictors.hpp"

namespace wmh {
namespace {

using testing::EchoPredictor;
using testing::FailsWith;

/// Says the lines of a script, then done.
struct ScriptedAgent final : Agent {
  explicit ScriptedAgent(std::vector<std::string> script) : lines(std::move(script)) {}
  Result<Action> act(const std::optional<std::string>&, const EnvState& state,
                     const std::vector<Step>& history) override {
    seen = state;
    if (history.size() >= lines.size()) return Action::message(" <DONE> ");
    if (lines[history.size()] == "give up") return Error(errc::internal, "no idea");
    return Action::message(lines[history.size()]);
  }
  std::vector<std::string> lines;
  EnvState seen;
};

EpisodeResult play(std::vector<std::string> lines, std::size_t max_steps = 20) {
  WorldModel model(std::make_shared<EchoPredictor>());
  WorldModelEnv env(model);
  ScriptedAgent agent(std::move(lines));
  auto result = run_episode(env, agent, SessionStart("t"), max_steps).value();
  EXPECT_EQ(model.session_count(), 0U) << "the episode's session is closed";
  return result;
}

TEST(Episode, EndsForOneOfFourReasons) {
  EXPECT_EQ(play({"a", "b"}).stop_reason, StopReason::agent_done);
  EXPECT_EQ(play({"a", "b"}, 2).stop_reason, StopReason::max_steps);
  EXPECT_EQ(play({"a", "fail"}).stop_reason, StopReason::env_error);
  EXPECT_EQ(play({"a", "give up"}).stop_reason, StopReason::agent_error);
  EXPECT_EQ(play({"a", "give up"}).error->message(), "no idea");
  EXPECT_EQ(play({"a", "fail"}).steps.size(), 1U);
}

TEST(Episode, StepsCarryTaskAndState) {
  const auto result = play({"note", "b"});
  ASSERT_EQ(result.steps.size(), 2U);
  EXPECT_EQ(result.steps[0].task, "t");
  EXPECT_EQ(result.steps[0].state_before.scratchpad, "");
  EXPECT_EQ(result.steps[1].state_before.scratchpad, "- noted");
}

TEST(Episode, NeedsAStep) {
  WorldModelEnv env{WorldModel(std::make_shared<EchoPredictor>())};
  ScriptedAgent agent({});
  EXPECT_THAT(run_episode(env, agent, {}, 0), FailsWith(errc::invalid_argument));
}

TEST(WorldModelEnv, IsClosedUntilReset) {
  WorldModelEnv env{WorldModel(std::make_shared<EchoPredictor>())};
  EXPECT_THAT(env.step(Action::message("x")), FailsWith(errc::invalid_argument));
  EXPECT_EQ(env.reset(SessionStart("t", {{{"a", 1}}})).value().structured.at("a"), 1);
  EXPECT_TRUE(env.step(Action::message("x")));
  env.close();
  env.close();
  EXPECT_THAT(env.step(Action::message("x")), FailsWith(errc::invalid_argument));
}

}  // namespace
}  // namespace wmh
