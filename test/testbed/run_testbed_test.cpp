#include <wmh/build.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"
#include "testbed/counter_testbed.hpp"

#include <sstream>

namespace wmh {
namespace {

using testing::CounterTestbed;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::TempDir;

struct Outcome {
  int code = -1;
  std::string out{};
  std::string err{};
};

class RunTestbed : public ::testing::Test {
 protected:
  Outcome run(std::vector<std::string> words, int drift = 0) {
    CounterTestbed testbed(30, drift);
    std::vector<std::string_view> views(words.begin(), words.end());
    std::istringstream in;
    std::ostringstream out, err;
    Outcome outcome;
    outcome.code = run_testbed(testbed, views, in, out, err);
    outcome.out = out.str();
    outcome.err = err.str();
    return outcome;
  }
  void capture() { ASSERT_EQ(run({"capture", traces_}).code, 0); }
  std::string build() {
    BuildOptions options;
    options.name = "counter";
    options.files = {traces_};
    return build_world_model(WorldModelStore(folder_ / "root"), std::move(options))
        .value()
        .path.string();
  }

  TempDir folder_;
  std::string traces_ = (folder_ / "traces.otel.jsonl").string();
};

TEST_F(RunTestbed, CapturesTheSameBytesEachTime) {
  const Outcome first = run({"capture", traces_});
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.out, "60 traces, 630 steps\n");
  const std::string again = (folder_ / "again.jsonl").string();
  run({"capture", again});
  EXPECT_EQ(testing::read_text(again), testing::read_text(traces_));
}

TEST_F(RunTestbed, CapturedTracesSayWhatTheyAreAbout) {
  capture();
  auto source = open_traces({traces_}).value();
  const auto traces = read_all(*source).value();
  ASSERT_EQ(traces.size(), 60U);
  EXPECT_EQ(traces[1].metadata.at("task").as_string(), "reach-1");
  EXPECT_EQ(traces[1].metadata.at("style").as_string(), "threes");
  EXPECT_EQ(traces[1].steps.front().task, "reach 1");
  EXPECT_EQ(traces[1].steps.front().state_before.structured.at("start").to_number<int>(), 0);
  EXPECT_EQ(traces[1].steps.front().raw_span_ids.size(), 1U);
}

TEST_F(RunTestbed, ACaptureThatFailsLeavesWhatWasThere) {
  folder_.write("traces.otel.jsonl", "before");
  const Outcome outcome = run({"capture", traces_}, -1);
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("the agent is not done after 1000 steps"));
  EXPECT_EQ(testing::read_text(traces_), "before");
}

TEST_F(RunTestbed, ChecksThatTheEnvironmentIsAsRecorded) {
  capture();
  const Outcome same = run({"check", traces_});
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_EQ(same.out, "60 traces, 630 steps: all as recorded\n");
  const Outcome other = run({"check", traces_}, 1);
  EXPECT_EQ(other.code, 1);
  EXPECT_EQ(other.out, "60 traces, 630 steps: 630 not as recorded\n");
  EXPECT_THAT(other.err, HasSubstr("step 1, add: recorded \"sum 1\", now \"sum 2\"\n"));
  EXPECT_EQ(std::count(other.err.begin(), other.err.end(), '\n'), 10);
}

TEST_F(RunTestbed, ReplaysATraceInBothWorlds) {
  capture();
  const std::string model = build();
  const Outcome outcome = run({"replay", traces_, model, "--trace", "3"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("trace 3 (in the training share, kept from the model"));
  EXPECT_THAT(outcome.out, HasSubstr("   1  add                                 1.00"));
  EXPECT_THAT(outcome.out, HasSubstr("ratio "));
  EXPECT_THAT(outcome.out, HasSubstr("(structural, mean of 1 steps)"));
  EXPECT_THAT(run({"replay", traces_, model}).out, HasSubstr("(held out): reach "));
}

TEST_F(RunTestbed, RefusesWhatItDoesNotUnderstand) {
  using Line = std::vector<std::string>;
  for (const Line& words : {Line{}, Line{"fly"}, Line{"capture"}, Line{"check", "a", "b"},
                            Line{"replay", "a"}, Line{"replay", "a", "b", "--trace", "x"}}) {
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, StartsWith("usage: counter capture TRACES"));
  }
  capture();
  EXPECT_THAT(run({"check", "/nowhere"}).err, HasSubstr("counter: cannot read /nowhere"));
  EXPECT_THAT(run({"replay", traces_, "/nowhere"}).err, HasSubstr("no world model at /nowhere"));
  EXPECT_THAT(run({"replay", traces_, "/nowhere", "--trace", "60"}).err,
              HasSubstr("no trace 60; the file has traces 0 to 59"));
}

}  // namespace
}  // namespace wmh
