#include "judges/match.hpp"

#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_provider.hpp>

#include "support/run_task.hpp"

namespace wmh {
namespace {

using testing::completion;
using testing::MessageHas;
using testing::ScriptedProvider;

TEST(Match, IsOneScore) {
  const auto provider = std::make_shared<ScriptedProvider>(
      std::vector<Result<Completion>>{completion(R"({"critique":"near","score":0.75})")});
  const Step truth{Action::message("hi"), {"a"}};
  const Verdict verdict = testing::run(make_match_judge(provider)->judge(truth, {"b"})).value();
  EXPECT_EQ(verdict.score, 0.75);
  EXPECT_EQ(verdict.critique, "near");
  EXPECT_TRUE(verdict.dimensions.empty());
  EXPECT_TRUE(verdict.valid);
}

TEST(Match, MovesTheScoreIntoItsRange) {
  EXPECT_EQ(detail::read_match_reply(R"({"score":3})").value().score, 1);
  EXPECT_EQ(detail::read_match_reply(R"({"score":"-1"})").value().score, 0);
  EXPECT_THAT(detail::read_match_reply(R"({"score":null})"), MessageHas("not a number"));
  EXPECT_THAT(detail::read_match_reply("fine"), MessageHas("no JSON object"));
}

}  // namespace
}  // namespace wmh
