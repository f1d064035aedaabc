// The commands against a real OpenAI-compatible server, where WMH_TEST_BASE_URL names one.
#include <wmh/json.hpp>

#include "support.hpp"
#include "support/traces.hpp"

#include <gmock/gmock.h>

namespace wmh::cli::testing {
namespace {

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
  const std::string corpus = folder.write("shop.jsonl", wmh::testing::small_corpus(20));
  const auto wmh = [&](std::vector<std::string> words, std::string_view input = {}) {
    words.insert(words.end(), {"--provider", "openai", "--base-url", url, "--model", model,
                               "--root", (folder / "root").string()});
    const Outcome outcome = run_wmh(words, input);
    std::cout << outcome.out << outcome.err;
    return outcome;
  };
  EXPECT_EQ(wmh({"build", "--name", "shop", corpus}).code, exit_ok);
  const Outcome played = wmh({"play", "--recall", "off"}, "lookup {\"id\": 3}\n:score\n:usage\n");
  EXPECT_THAT(played.out, HasSubstr("2 calls"));
  const Outcome scored = wmh({"eval", "--recall", "off", "--sample-turns", "sampled", "--judge",
                              "rubric", "--concurrency", "2", corpus});
  EXPECT_THAT(scored.out, HasSubstr("OVERALL fidelity="));
}

}  // namespace
}  // namespace wmh::cli::testing
