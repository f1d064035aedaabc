// The commands against a real OpenAI-compatible server, where WMH_TEST_BASE_URL names one.
#include <wmh/json.hpp>

#include "support.hpp"
#include "support/traces.hpp"

#include <gmock/gmock.h>

namespace wmh::cli::testing {
namespace {

using ::testing::AnyOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

TEST(Live, BuildsEvaluatesPlaysAndJudges) {
  const std::string url = variable("WMH_TEST_BASE_URL"), model = variable("WMH_TEST_MODEL");
  if (url.empty() || model.empty())
    GTEST_SKIP() << "[ ABSENT ] set WMH_TEST_BASE_URL and WMH_TEST_MODEL; see docs/local-llm.md";
  TempDir folder;
  const std::string corpus = folder.write("shop.jsonl", wmh::testing::small_corpus(8));
  const auto wmh = [&](std::vector<std::string> words, std::string_view input = {}) {
    words.insert(words.end(), {"--provider", "openai", "--base-url", url, "--model", model,
                               "--root", (folder / "root").string()});
    const Outcome outcome = run_wmh(words, input);
    std::cout << outcome.out << outcome.err;
    return outcome;
  };
  EXPECT_EQ(wmh({"build", "--name", "shop", "--top-k", "5", corpus}).code, exit_ok);
  const Outcome played = wmh({"play", "--recall", "off"}, "lookup {\"id\": 3}\n:score\n:usage\n");
  // A judge whose reply cannot be read is asked once more.
  EXPECT_THAT(played.out, ContainsRegex("1 steps \\(1 model\\); [23] calls"));
  const Outcome plain = wmh({"eval", "--recall", "off", "--sample-turns", "sampled", "--top-k", "5",
                             "--concurrency", "2", corpus});
  EXPECT_EQ(plain.code, exit_ok);
  EXPECT_THAT(plain.out, HasSubstr("OVERALL fidelity="));
  const Outcome judged = wmh({"eval", "--recall", "off", "--sample-turns", "sampled", "--top-k",
                              "5", "--judge", "rubric", "--concurrency", "2", corpus});
  // A small model may give no step a judgement that can be read.
  EXPECT_THAT(judged.out + judged.err,
              AnyOf(HasSubstr("OVERALL fidelity="), HasSubstr("no step has a score")));
}

}  // namespace
}  // namespace wmh::cli::testing
