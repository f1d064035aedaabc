#include <wmh/judge.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_provider.hpp>

#include "support/run_task.hpp"

namespace wmh {
namespace {

using testing::completion;
using testing::FailsWith;
using testing::ScriptedProvider;
using Rewards = std::vector<double>;

constexpr const char* good = R"({"critique":"c","reward":1,"success":true,"step_rewards":[1]})";

std::shared_ptr<ScriptedProvider> playing(std::vector<Result<Completion>> script) {
  return std::make_shared<ScriptedProvider>(std::move(script));
}

Result<EpisodeVerdict> judge(const std::shared_ptr<ScriptedProvider>& provider, std::size_t count) {
  std::vector<Step> steps(count, Step{Action::message("hi"), {"a"}});
  return testing::run(make_episode_judge(provider)->judge("greet", std::move(steps)));
}

TEST(EpisodeJudge, JudgesAllStepsInOneCall) {
  const auto provider = playing({completion(good)});
  const EpisodeVerdict verdict = judge(provider, 2).value();
  EXPECT_TRUE(verdict.valid);
  EXPECT_TRUE(verdict.success);
  EXPECT_EQ(verdict.reward, 1);
  EXPECT_EQ(verdict.step_rewards, (Rewards{1, 0}));
  EXPECT_EQ(verdict.usage, (TokenUsage{100, 10}));
  EXPECT_EQ(verdict.model, "scripted");
  EXPECT_EQ(provider->requests().size(), 1U);
}

TEST(EpisodeJudge, AsksNothingAboutNothing) {
  const auto provider = playing({});
  const EpisodeVerdict verdict = judge(provider, 0).value();
  EXPECT_TRUE(verdict.valid);
  EXPECT_FALSE(verdict.success);
  EXPECT_EQ(verdict.reward, 0);
  EXPECT_TRUE(verdict.step_rewards.empty());
  EXPECT_TRUE(provider->requests().empty());
}

TEST(EpisodeJudge, AsksOnceMoreAndIsThenInvalid) {
  const auto corrected = playing({completion("well done"), completion(good)});
  EXPECT_TRUE(judge(corrected, 1).value().valid);
  EXPECT_EQ(corrected->requests().at(1).messages.size(), 3U);
  const EpisodeVerdict verdict = judge(playing({completion("a"), completion("b")}), 2).value();
  EXPECT_FALSE(verdict.valid);
  EXPECT_EQ(verdict.reward, 0);
  EXPECT_EQ(verdict.step_rewards, (Rewards{0, 0}));
  EXPECT_THAT(verdict.critique, ::testing::HasSubstr("no JSON object"));
  EXPECT_EQ(verdict.usage, (TokenUsage{200, 20}));
  EXPECT_EQ(verdict.calls, 2);
}

TEST(EpisodeJudge, OtherFailuresAreErrors) {
  EXPECT_THAT(judge(playing({Error(errc::unauthorized, "x")}), 1), FailsWith(errc::unauthorized));
}

}  // namespace
}  // namespace wmh
