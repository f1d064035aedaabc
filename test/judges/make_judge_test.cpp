#include <wmh/judge.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_provider.hpp>

namespace wmh {
namespace {

using testing::FailsWith;
using testing::MessageHas;

TEST(MakeJudge, FindsThemByName) {
  const auto provider =
      std::make_shared<testing::ScriptedProvider>(std::vector<Result<Completion>>());
  struct Case {
    const char* asked;
    const char* name;
    bool asks_a_model;
  };
  const Case cases[] = {{"exact", "exact", false},
                        {"numeric", "numeric", false},
                        {"structural", "structural", false},
                        {"rubric", "rubric-v3", true},
                        {"rubric-v3", "rubric-v3", true},
                        {"rubric-v1", "rubric-v1", true},
                        {"match", "match", true}};
  for (const Case& c : cases) {
    EXPECT_EQ(make_judge(c.asked, provider).value()->name(), c.name);
    EXPECT_EQ(needs_provider(c.asked), c.asks_a_model) << c.asked;
    EXPECT_EQ(make_judge(c.asked).has_value(), !c.asks_a_model) << c.asked;
  }
}

TEST(MakeJudge, SaysWhatIsMissing) {
  EXPECT_THAT(make_judge("vibes"), FailsWith(errc::invalid_argument));
  EXPECT_THAT(make_judge("vibes"),
              MessageHas("have: exact, numeric, structural, rubric, rubric-v1, match"));
  EXPECT_THAT(make_judge("match"), FailsWith(errc::invalid_argument));
  EXPECT_THAT(make_judge("match"), MessageHas("give it a provider"));
  EXPECT_FALSE(needs_provider("vibes"));
}

}  // namespace
}  // namespace wmh
