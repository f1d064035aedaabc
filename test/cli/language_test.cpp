// Every command that may ask a language model, against a strict server of each provider.
#include <wmh/json.hpp>

#include "language_server.hpp"
#include "support.hpp"

#include <gmock/gmock.h>

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

struct Served {
  const char* name;
  const char* kind;
  const char* model;
  bool base_url = false;  ///< Named by a flag, as for a server of one's own.
};
void PrintTo(const Served& served, std::ostream* out) {
  *out << served.name;
}

/// The texts of all files under a folder.
std::string everything_under(const fs::path& folder) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all += read_text(entry.path());
  return all;
}

class LanguageTest : public ::testing::TestWithParam<Served> {
 protected:
  Outcome wmh(std::vector<std::string> words, std::string_view input = {}) {
    words.insert(words.end(), {"--root", (folder_ / "root").string()});
    Outcome outcome = run_wmh(words, input);
    printed_ += outcome.out + outcome.err;
    return outcome;
  }

  std::vector<std::string> with_provider(std::vector<std::string> words) {
    words.insert(words.end(), {"--provider", GetParam().kind, "--model", GetParam().model});
    if (GetParam().base_url) words.insert(words.end(), {"--base-url", server_.url("/v1")});
    return words;
  }

  LanguageServer server_{};
  TempDir folder_;
  std::string corpus_ = folder_.write("shop/traces.otel.jsonl", wmh::testing::small_corpus(40));
  std::string printed_;
};

TEST_P(LanguageTest, AnswersEverywhere) {
  const ScopedEnvironment environment(server_.environment(GetParam().base_url));
  const Outcome built = wmh(with_provider({"build", "--name", "shop", corpus_}));
  ASSERT_EQ(built.code, exit_ok) << built.err;
  EXPECT_THAT(built.out, HasSubstr(std::string("provider: ") + GetParam().kind));

  const Outcome verified = wmh({"providers", "verify"});
  EXPECT_EQ(verified.code, exit_ok) << verified.out;
  EXPECT_THAT(verified.out, HasSubstr(std::string("ok ") + GetParam().kind));

  const Outcome shown = wmh({"demo", "--recall", "off", "--steps", "3"});
  EXPECT_EQ(shown.code, exit_ok) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("spent: 3 calls"));

  const Outcome played = wmh({"play", "--recall", "off"}, "lookup {\"id\": 1}\n:score\n:usage\n");
  EXPECT_EQ(played.code, exit_ok) << played.err;
  EXPECT_THAT(played.out, HasSubstr("reward 0.75, success"));
  EXPECT_THAT(played.out, HasSubstr("1 steps (1 model); 2 calls"));

  const Outcome scored = wmh(with_provider({"eval", "--recall", "off", "--judge", "rubric", "--out",
                                            (folder_ / "report.json").string(), corpus_}));
  EXPECT_EQ(scored.code, exit_ok) << scored.err;
  EXPECT_THAT(scored.out, HasSubstr("OVERALL fidelity=0.800"));
  EXPECT_THAT(scored.out, HasSubstr("spent: "));

  EXPECT_TRUE(server_.refusals().empty()) << server_.refusals().front();
  const std::string written =
      everything_under(folder_ / "root") + printed_ + read_text(folder_ / "report.json");
  for (const std::string& secret : server_.secrets())
    EXPECT_THAT(written, Not(HasSubstr(secret)));
}

TEST_P(LanguageTest, PlaysFromARecordWithoutAServer) {
  const std::string record = (folder_ / "traffic").string();
  const std::string questions = "lookup {\"id\": 1}\nlookup {\"id\": 1}\nsay hello\n";
  std::string first;
  {
    const ScopedEnvironment environment(server_.environment(GetParam().base_url));
    ASSERT_EQ(wmh(with_provider({"build", "--name", "shop", corpus_})).code, exit_ok);
    const Outcome played = wmh({"play", "--recall", "off", "--record", record}, questions);
    ASSERT_EQ(played.code, exit_ok) << played.err;
    first = played.out;
  }
  const auto calls = server_.calls();
  auto without_keys = server_.environment(GetParam().base_url);
  for (auto& [name, value] : without_keys)
    if (name.find("KEY") != std::string::npos || name.find("TOKEN") != std::string::npos)
      value = "";
  const ScopedEnvironment environment(without_keys);
  const Outcome again = wmh({"play", "--recall", "off", "--replay", record}, questions);
  EXPECT_EQ(again.code, exit_ok) << again.err;
  EXPECT_EQ(again.out, first);
  EXPECT_EQ(server_.calls(), calls);
  const std::string traffic = everything_under(record);
  EXPECT_GT(traffic.size(), 100U);
  for (const std::string& secret : server_.secrets())
    EXPECT_THAT(traffic, Not(HasSubstr(secret)));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, LanguageTest,
    ::testing::Values(Served{"Anthropic", "anthropic", "claude-haiku-5-5"},
                      Served{"OpenAi", "openai", "gpt-6-luna"},
                      Served{"OpenAiResponses", "openai_responses", "gpt-6-luna"},
                      Served{"Azure", "azure_openai", "my-deployment"},
                      Served{"BedrockClaude", "bedrock", "anthropic.claude-haiku-5-5"},
                      Served{"BedrockConverse", "bedrock", "amazon.nova-pro-v1:0"},
                      Served{"BaseUrl", "openai", "qwen3", true}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace wmh::cli::testing
