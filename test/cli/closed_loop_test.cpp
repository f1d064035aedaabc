#include "closed_loop.hpp"

#include <wmh/json.hpp>

#include "cli/support.hpp"
#include "testbed/counter_testbed.hpp"

#include <sstream>

namespace wmh::cli::testing {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ClosedLoop : public ::testing::Test {
 protected:
  ClosedLoop() {
    wmh::testing::CounterTestbed testbed(12);
    std::istringstream in;
    std::ostringstream out;
    const std::vector<std::string_view> words = {"capture", traces_};
    EXPECT_EQ(run_testbed(testbed, words, in, out, out), 0);
  }

  Outcome eval(std::vector<std::string> more) {
    std::vector<std::string> words = {"eval", traces_, "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return run_wmh(words);
  }
  Outcome eval_by(const std::string& testbed) {
    return eval({"--closed-loop", "--testbed", testbed});
  }

  TempDir folder_;
  std::string traces_ = (folder_ / "traces.otel.jsonl").string();
};

TEST_F(ClosedLoop, ShowsWhetherEndsAgree) {
  const Outcome outcome = eval_by(WMH_COUNTER);
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr(" episodes of counter against a world model of "),
                    HasSubstr("\n               model succeeds  model fails\nreal succeeds "),
                    HasSubstr("\nstyle    episodes  agreement  same details  same actions"),
                    HasSubstr("\nOVERALL "), HasSubstr("\nAGREEMENT of success ")));
}

TEST_F(ClosedLoop, WritesJson) {
  const std::string out = (folder_ / "report.json").string();
  const Outcome outcome = eval({"--closed-loop", "--testbed", WMH_COUNTER, "--split-by", "task",
                                "--concurrency", "2", "--json", "--out", out});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_EQ(line_count(outcome.out), 1U);
  EXPECT_EQ(outcome.out, read_text(out));
  const json::value report = parse_json(outcome.out).value();
  EXPECT_EQ(report.at("kind"), "closed_loop");
  EXPECT_EQ(report.at("config").at("split_by"), "task");
  EXPECT_EQ(report.at("totals").at("episodes").to_number<std::size_t>(),
            report.at("episodes").as_array().size());
}

TEST_F(ClosedLoop, RunsASuite) {
  const auto suite = folder_.write("own/evals/default.toml", "files = [\"" + traces_ + "\"]\n");
  const Outcome outcome =
      run_wmh({"eval", "run", suite.string(), "--closed-loop", "--testbed", WMH_COUNTER, "--json"});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_EQ(parse_json(outcome.out).value().at("suite"), "own/default");
}

TEST_F(ClosedLoop, TakesTheTestbedOfTheSuite) {
  folder_.write("own/desk", "#!/bin/sh\nexec " WMH_COUNTER " \"$@\"\n");
  fs::permissions(folder_ / "own/desk", fs::perms::owner_all);
  const std::string files = "files = [\"" + traces_ + "\"]\n";
  const std::string suite = folder_.write("own/evals/a.toml", files + "testbed = \"../desk\"\n");
  const Outcome outcome = run_wmh({"eval", "run", suite, "--closed-loop"});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(" episodes of counter "));

  const std::string absent = folder_.write("own/evals/b.toml", files + "testbed = \"../gone\"\n");
  EXPECT_THAT(
      run_wmh({"eval", "run", absent, "--closed-loop"}).err,
      HasSubstr("testbed of " + absent + ": cannot start " + (folder_ / "own/gone").string()));
  EXPECT_EQ(run_wmh({"eval", "run", absent, "--closed-loop", "--testbed", WMH_COUNTER}).code,
            exit_ok);
}

TEST_F(ClosedLoop, TellsWhichOptionsChangeNothing) {
  const Outcome outcome = run_wmh({"eval", traces_, "--closed-loop", "--testbed", WMH_COUNTER,
                                   "--seed", "3", "--judge", "exact", "--sample-turns", "sampled"});
  ASSERT_EQ(outcome.code, exit_ok);
  EXPECT_THAT(outcome.err, HasSubstr("--judge, --sample-turns, --seed changes nothing"));
}

/// A command of several words, as for a script.
TEST_F(ClosedLoop, TakesACommand) {
  EXPECT_EQ(eval_by("env LANG=C " WMH_COUNTER).code, exit_ok);
}

TEST_F(ClosedLoop, TellsInOneLineWhatIsWrong) {
  const auto script = [this](const std::string& text) {
    return "sh " + folder_.write("program", text + "\n").string();
  };
  const std::string greet = "read line; echo '{\"protocol\": 1}'; read line; ";
  const auto expect = [](const Outcome& outcome, int code, const char* message) {
    EXPECT_EQ(outcome.code, code) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(line_count(outcome.err), 1U) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(StartsWith("wmh: "), HasSubstr(message)));
  };
  expect(eval({"--closed-loop"}), exit_usage, "--closed-loop needs --testbed PROGRAM");
  expect(eval({"--testbed", WMH_COUNTER}), exit_usage, "--testbed is for --closed-loop");
  expect(eval({"--closed-loop", "--testbed", WMH_COUNTER, "--html", traces_ + ".html"}), exit_usage,
         "--closed-loop has no page for --html; --out");
  expect(eval_by("/nowhere/testbed"), exit_usage, "--testbed: cannot start /nowhere/testbed");
  expect(eval_by(" "), exit_usage, "--closed-loop needs --testbed PROGRAM");
  expect(eval_by(folder_.path().string()), exit_failed, "cannot start");
  expect(eval_by(script("exit 3")), exit_failed, "request hello: sh ended with exit code 3");
  expect(eval_by(script("echo Hello!")), exit_failed, "sh answered \"Hello!\" and not a JSON");
  expect(eval_by(script(greet + "exit 9")), exit_failed, "request assignments: sh ended with exit");
  expect(eval_by(script(greet + "echo '{\"error\": \"no desk\"}'; read line")), exit_failed,
         "sh: no desk");
  expect(eval_by(script(greet + "echo '{\"assignments\": []}'; read line")), exit_usage,
         "no assignment of sh makes the trace");
}

TEST_F(ClosedLoop, TestbedCommandRunsAProgramOfAnyLanguage) {
  const std::string own = (folder_ / "own.otel.jsonl").string();
  const Outcome captured = run_wmh({"testbed", WMH_COUNTER, "capture", own});
  EXPECT_EQ(captured.out, "60 traces, 630 steps\n") << captured.err;
  EXPECT_EQ(run_wmh({"testbed", WMH_COUNTER, "check", own}).out,
            "60 traces, 630 steps: all as recorded\n");
  const std::string root = (folder_ / "root").string();
  ASSERT_EQ(run_wmh({"build", "--name", "m", "--root", root, own}).code, exit_ok);
  const Outcome replayed = run_wmh(
      {"testbed", WMH_COUNTER, "replay", own, root + "/models/m", "--trace", "2", "--quiet"});
  EXPECT_EQ(replayed.code, exit_ok) << replayed.err;
  EXPECT_THAT(replayed.out, StartsWith("trace 2 ("));
  EXPECT_THAT(replayed.out, HasSubstr("\nfidelity "));
}

TEST_F(ClosedLoop, TestbedCommandSaysWhatItNeeds) {
  const auto testbed = [](std::vector<std::string> words) {
    words.insert(words.begin(), {"testbed", WMH_COUNTER});
    const Outcome outcome = run_wmh(words);
    EXPECT_EQ(outcome.code, exit_usage);
    EXPECT_EQ(line_count(outcome.err), 1U);
    return outcome.err;
  };
  EXPECT_THAT(testbed({"fly", "a"}), HasSubstr("can capture, check or replay, not \"fly\""));
  EXPECT_THAT(testbed({"check", "a", "b"}), HasSubstr("check takes TRACES"));
  EXPECT_THAT(testbed({"replay", "a"}), HasSubstr("replay takes TRACES MODEL"));
  EXPECT_THAT(testbed({"check", "a", "--trace", "1"}), HasSubstr("--trace is for replay"));
  EXPECT_EQ(run_wmh({"testbed", "/nowhere/x", "check", "a"}).code, exit_usage);
}

LoopEpisode episode(const std::string& task, bool real, bool model) {
  LoopEpisode each;
  each.trace_id = "t-" + task;
  each.task = task;
  each.style = "bold";
  each.real = {4, StopReason::agent_done, {real, {}}};
  each.model = {7, StopReason::agent_done, {model, {}}};
  if (real != model) each.parted_at = 2;
  return each;
}

TEST(ClosedLoopText, NamesTheEpisodesThatEndOtherwise) {
  LoopReport report;
  report.testbed = "desk";
  report.train_traces = 9;
  for (int i = 0; i < 12; ++i)
    report.episodes.push_back(episode("task-" + std::to_string(i), true, false));
  report.episodes.push_back(episode("same", true, true));
  report.totals = {13, 1, 12, 0, 0, 13, 1};
  report.by_style["bold"] = report.totals;
  std::string text;
  for (const std::string& line : lines_of(report))
    text += line + "\n";
  EXPECT_THAT(text, StartsWith("13 episodes of desk against a world model of 9 traces\n\n"));
  EXPECT_THAT(text, HasSubstr("task-0     bold   success after 4 steps  failure after 7 steps "
                              "              3\n"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("task-10")));
  EXPECT_THAT(text, HasSubstr("\nand 2 more; --json has all\n\nAGREEMENT"));
  EXPECT_THAT(text, EndsWith("AGREEMENT of success 0.077 (kappa 0.000), of details 1.000\n"));
}

}  // namespace
}  // namespace wmh::cli::testing
