#include "judges/rubric.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_provider.hpp>

#include "support/run_task.hpp"
#include "util/hash.hpp"

#include <fmt/format.h>

namespace wmh {
namespace {

using testing::completion;
using testing::FailsWith;
using testing::IsOk;
using testing::MessageHas;
using testing::ScriptedProvider;

std::string grades(double format, double factuality, double consistency, double realism,
                   double quality) {
  return fmt::format(
      R"({{"critique":"c","format":{},"factuality":{},"consistency":{},"realism":{},"quality":{}}})",
      format, factuality, consistency, realism, quality);
}

Step truth() {
  return Step{Action::tool_call("count"), {"3"}};
}

struct Asked {
  explicit Asked(std::vector<Result<Completion>> script)
      : provider(std::make_shared<ScriptedProvider>(std::move(script))),
        verdict(testing::run(make_rubric_judge(provider)->judge(truth(), {"4"}))) {}
  std::shared_ptr<ScriptedProvider> provider;
  Result<Verdict> verdict;
};

TEST(Rubric, ItsNameChangesWithItsPrompt) {
  const CompletionRequest request = detail::rubric_request(truth(), {"4"});
  const std::string asked =
      request.system + request.messages.at(0).content + to_text(*request.schema);
  EXPECT_EQ(fmt::format("{} {:016x}", detail::rubric_name, detail::blake2b_64_number(asked)),
            "rubric-v3 d360409b4ec51807")
      << "another rubric needs another name: raise its number, then write the new digest here";
}

TEST(Rubric, WeighsTheDimensions) {
  struct Case {
    std::string reply;
    double score;
  };
  const Case cases[] = {
      {grades(1, 1, 1, 1, 1), 1},
      {grades(0, 0, 0, 0, 0), 0},
      {grades(1, 0, 0, 0, 0), 0.1},
      {grades(0, 1, 0, 0, 0), 0.5},
      {grades(0, 0, 1, 0, 0), 0.1},
      {grades(0, 0, 0, 1, 0), 0.1},
      {grades(0, 0, 0, 0, 1), 0.2},
      {grades(1.2, 1, 1, 1, -0.4), 0.8},
      {"The grades:\n```json\n" + grades(1, 1, 1, 1, 1) + "\n```\nThey are {fair}.", 1},
  };
  for (const Case& c : cases)
    EXPECT_DOUBLE_EQ(detail::read_rubric_reply(c.reply).value().score, c.score) << c.reply;
  const Verdict verdict = detail::read_rubric_reply(grades(0.5, 0, 0, 0, 1)).value();
  EXPECT_EQ(verdict.critique, "c");
  EXPECT_EQ(verdict.dimensions.front(), std::pair(std::string("format"), 0.5));
  EXPECT_EQ(verdict.dimensions.size(), 5U);
}

TEST(Rubric, ReadsOnlyCompleteGrades) {
  struct Case {
    std::string reply;
    const char* problem;
  };
  const Case cases[] = {
      {"", "no JSON object"},
      {"I would say 0.8.", "no JSON object"},
      {R"({"format":1,"factuality":1,"consistency":1,"realism":1})", "quality is missing"},
      {grades(1, 8, 1, 1, 1), "factuality is 8, but must be from 0 to 1"},
      {R"({"format":"good"})", "format is not a number"},
      {grades(1, 1, 1, 1, 0.5).substr(0, 68), "realism is missing"},
  };
  for (const Case& c : cases)
    EXPECT_THAT(detail::read_rubric_reply(c.reply), MessageHas(c.problem)) << c.reply;
}

TEST(Rubric, ShowsBothSidesAndAsksForAnObject) {
  const Asked asked({completion(grades(1, 1, 1, 1, 1))});
  const CompletionRequest request = asked.provider->requests().at(0);
  ASSERT_EQ(request.messages.size(), 1U);
  EXPECT_THAT(request.messages[0].content, ::testing::HasSubstr(R"("content":"3")"));
  EXPECT_THAT(request.messages[0].content, ::testing::HasSubstr(R"("content":"4")"));
  EXPECT_EQ(request.schema->at("required").as_array().size(), 6U);
  EXPECT_FALSE(request.temperature);
  EXPECT_EQ(asked.verdict->model, "scripted");
  EXPECT_TRUE(asked.verdict->valid);
}

TEST(Rubric, AsksOnceMore) {
  const Asked asked(
      {completion("no idea", {100, 10}), completion(grades(1, 1, 1, 1, 1), {200, 20})});
  ASSERT_THAT(asked.verdict, IsOk());
  EXPECT_TRUE(asked.verdict->valid);
  EXPECT_EQ(asked.verdict->score, 1);
  EXPECT_EQ(asked.verdict->usage, (TokenUsage{300, 30}));
  const auto turns = asked.provider->requests().at(1).messages;
  ASSERT_EQ(turns.size(), 3U);
  EXPECT_EQ(turns[1].role, Role::assistant);
  EXPECT_EQ(turns[1].content, "no idea");
  EXPECT_THAT(turns[2].content, ::testing::HasSubstr("there is no JSON object with format"));
}

TEST(Rubric, TwoUnreadableRepliesAreInvalid) {
  const Asked asked({completion("a"), completion(grades(1, 9, 1, 1, 1))});
  ASSERT_THAT(asked.verdict, IsOk());
  EXPECT_FALSE(asked.verdict->valid);
  EXPECT_EQ(asked.verdict->score, 0);
  EXPECT_THAT(asked.verdict->critique, ::testing::HasSubstr("factuality is 9"));
  EXPECT_EQ(asked.verdict->usage, (TokenUsage{200, 20}));
  EXPECT_EQ(asked.verdict->model, "scripted");
  EXPECT_EQ(asked.provider->requests().size(), 2U);
}

TEST(Rubric, OtherFailuresAreErrors) {
  const Asked asked({Error(errc::network, "gone")});
  EXPECT_THAT(asked.verdict, FailsWith(errc::network));
  EXPECT_THAT(asked.verdict, MessageHas("judge: gone"));
}

}  // namespace
}  // namespace wmh
