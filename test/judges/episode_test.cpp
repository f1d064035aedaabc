#include "judges/episode.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh {
namespace {

using testing::MessageHas;
using Rewards = std::vector<double>;

TEST(EpisodeReply, HasAsManyRewardsAsSteps) {
  struct Case {
    const char* reply;
    Rewards rewards;
  };
  const Case cases[] = {
      {R"({"reward":0.5,"success":false,"step_rewards":[1,0,0.5]})", {1, 0, 0.5}},
      {R"({"reward":0.5,"success":false,"step_rewards":[1]})", {1, 0, 0}},
      {R"({"reward":0.5,"success":false,"step_rewards":[1,1,1,1]})", {1, 1, 1}},
      {R"({"reward":0.5,"success":false,"step_rewards":["0.5",null,7]})", {0.5, 0, 1}},
      {R"({"reward":0.5,"success":false,"step_rewards":0.5})", {0, 0, 0}},
      {R"({"reward":0.5,"success":false})", {0, 0, 0}},
      {R"({"reward":0.5,"success":false,"step_rewards":[1,)", {0, 0, 0}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(detail::read_episode_reply(c.reply, 3).value().step_rewards, c.rewards) << c.reply;
}

TEST(EpisodeReply, NeedsRewardAndSuccess) {
  const auto verdict =
      detail::read_episode_reply(R"(Well: {"reward":"0.9","success":"true","critique":"fine"})", 1)
          .value();
  EXPECT_EQ(verdict.reward, 0.9);
  EXPECT_TRUE(verdict.success);
  EXPECT_EQ(verdict.critique, "fine");
  struct Case {
    const char* reply;
    const char* problem;
  };
  const Case cases[] = {{"done", "no JSON object with reward, success, step_rewards"},
                        {R"({"success":true})", "reward is missing"},
                        {R"({"reward":90,"success":true})", "reward is 90"},
                        {R"({"reward":1})", "success is missing"},
                        {R"({"reward":1,"success":"partly"})", "success is neither"}};
  for (const Case& c : cases)
    EXPECT_THAT(detail::read_episode_reply(c.reply, 1), MessageHas(c.problem)) << c.reply;
}

TEST(EpisodeRequest, AsksForAnObject) {
  const auto request = detail::episode_request("t", {Step{Action::message("hi"), {"a"}}});
  EXPECT_EQ(request.schema->at("required").as_array().size(), 4U);
  EXPECT_EQ(request.max_tokens, 8192);
  EXPECT_FALSE(request.temperature);
}

}  // namespace
}  // namespace wmh
