#include <wmh/testing/matchers.hpp>

#include "eval/parse_suite.hpp"
#include "support/temp_dir.hpp"

namespace wmh::testing {
namespace {

using detail::parse_suite;

TEST(EvalSuite, HasDefaults) {
  const EvalSuite suite = parse_suite("files = [\"../t.jsonl\"]", "ex/evals/a.toml").value();
  EXPECT_EQ(suite.files, std::vector<std::filesystem::path>{"ex/t.jsonl"});
  EXPECT_EQ(suite.split.train, 0.8);
  EXPECT_EQ(suite.judge, "structural");
  EXPECT_TRUE(suite.testbed.empty());
  EXPECT_EQ(suite.top_k, 5U);
  EXPECT_EQ(suite.embed_dim, 512U);
  EXPECT_EQ(suite.sample_turns, SampleTurns::all);
  EXPECT_TRUE(suite.rag);
}

TEST(EvalSuite, ReadsEveryKey) {
  const EvalSuite suite = parse_suite(R"(
title = "T"
description = "D"
files = ["/abs/x.jsonl", "y.jsonl"]
prompt = "../p.txt"
testbed = "../bin/desk"
train_split = 0.5
split_by = "task"
top_k = 0
sample_turns = "sampled"
seed = 7
no_rag = true
judge = "exact"
embed_dim = 64
)",
                                      "ex/evals/a.toml")
                              .value();
  EXPECT_EQ(suite.title, "T");
  EXPECT_EQ(suite.files.at(0), "/abs/x.jsonl");
  EXPECT_EQ(suite.files.at(1), "ex/evals/y.jsonl");
  EXPECT_EQ(suite.prompt, "ex/p.txt");
  EXPECT_EQ(suite.testbed, "ex/bin/desk");
  EXPECT_EQ(suite.split.by, SplitBy::task);
  EXPECT_EQ(suite.sample_turns, SampleTurns::sampled);
  EXPECT_EQ(suite.seed, 7U);
  EXPECT_FALSE(suite.rag);
  EXPECT_EQ(suite.judge, "exact");
}

TEST(EvalSuite, NamesTheLineThatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "a.toml:1: files must name"},
      {"files = []", "a.toml:1: files must name"},
      {"files = \"x\"", "a.toml:1: files must be a list"},
      {"files = [\"x\"]\ntrain_split = 1", "a.toml:2: train_split"},
      {"files = [\"x\"]\ntrain_split = \"x\"", "a.toml:2: train_split must be a number"},
      {"files = [\"x\"]\nseed = -1", "a.toml:2: seed"},
      {"files = [\"x\"]\ntop_k = 1.5", "a.toml:2: top_k"},
      {"files = [\"x\"]\ntestbed = 3", "a.toml:2: testbed must be"},
      {"files = [\"x\"]\njudge = \"vibes\"", "a.toml:2: judge"},
      {"files = [\"x\"]\nsample_turns = \"some\"", "a.toml:2: sample_turns"},
      {"files = [\"x\"]\nsplit_by = \"moon\"", "a.toml:2: split_by"},
      {"files = [\"x\"]\n\ntitel = \"t\"", "a.toml:3: titel is not a key"},
      {"files = [", "a.toml:1"},
  };
  for (const auto& [text, message] : cases) {
    EXPECT_THAT(parse_suite(text, "a.toml"), FailsWith(errc::invalid_argument)) << text;
    EXPECT_THAT(parse_suite(text, "a.toml"), MessageHas(message)) << text;
  }
}

TEST(EvalSuites, AreFoundByIdByExampleAndByPath) {
  TempDir examples;
  examples.write("shop/evals/default.toml", "files = [\"../t.jsonl\"]");
  const auto other = examples.write("shop/evals/quick.toml", "files = [\"../t.jsonl\"]");
  examples.write("bad/evals/default.toml", "files = 3");
  examples.write("none/readme.txt", "");
  std::vector<Error> problems;
  EXPECT_EQ(list_suites(examples.path(), &problems).size(), 2U);
  EXPECT_EQ(problems.size(), 1U);
  EXPECT_EQ(find_suite(examples.path(), "shop").value().id, "shop/default");
  EXPECT_EQ(find_suite(examples.path(), "shop/quick").value().id, "shop/quick");
  EXPECT_EQ(find_suite(examples.path(), other.string()).value().id, "shop/quick");
  EXPECT_THAT(find_suite(examples.path(), "bad"), FailsWith(errc::invalid_argument));
  EXPECT_THAT(find_suite(examples.path(), "absent"), FailsWith(errc::not_found));
  EXPECT_THAT(find_suite(examples.path(), "absent"), MessageHas("shop/default, shop/quick"));
  EXPECT_TRUE(list_suites(examples / "nowhere").empty());
}

}  // namespace
}  // namespace wmh::testing
