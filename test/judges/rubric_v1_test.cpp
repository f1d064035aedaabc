#include "judges/rubric_v1.hpp"

#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_provider.hpp>

#include "judges/payload.hpp"
#include "support/run_task.hpp"

namespace wmh {
namespace {

using testing::completion;
using testing::ScriptedProvider;

TEST(RubricV1, IsAMeanInWhichWhatIsMissingIsZero) {
  struct Case {
    const char* reply;
    double score;
  };
  const Case cases[] = {
      {R"({"format":1,"factuality":1,"consistency":1,"realism":1,"quality":1})", 1},
      {R"({"format":1,"factuality":0.5})", 0.3},
      {R"({"format":7,"factuality":-3,"consistency":"1","realism":"high"})", 0.4},
      {R"(So {"quality": 1} it is)", 0.2},
  };
  for (const Case& c : cases)
    EXPECT_DOUBLE_EQ(detail::read_rubric_v1_reply(c.reply).value().score, c.score) << c.reply;
}

TEST(RubricV1, AsksOnceAboutWholeTexts) {
  const auto provider = std::make_shared<ScriptedProvider>(
      std::vector<Result<Completion>>{completion("not today"), completion("never")});
  const Step truth{Action::tool_call("read"), {std::string(2 * detail::shown_characters, 'x')}};
  const Verdict verdict = testing::run(make_rubric_v1_judge(provider)->judge(truth, {"x"})).value();
  EXPECT_FALSE(verdict.valid);
  ASSERT_EQ(provider->requests().size(), 1U);
  EXPECT_THAT(provider->requests()[0].messages.at(0).content,
              ::testing::HasSubstr(truth.observation.content));
}

}  // namespace
}  // namespace wmh
