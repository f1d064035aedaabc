#include "cli/support.hpp"

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct BadInput {
  std::vector<std::string> args;
  std::string told;
};

void PrintTo(const BadInput& bad, std::ostream* out) {
  for (const std::string& word : bad.args)
    *out << word << ' ';
}

class BadInputs : public ::testing::TestWithParam<BadInput> {};

TEST_P(BadInputs, ExitWithTwoAndOneLine) {
  const Outcome outcome = run_wmh(GetParam().args);
  EXPECT_EQ(outcome.code, exit_usage);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(line_count(outcome.err), 1U) << outcome.err;
  EXPECT_THAT(outcome.err, StartsWith("wmh: "));
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadInputs,
    ::testing::Values(
        BadInput{{"lst"}, "unknown command \"lst\" (did you mean list?); see wmh help"},
        BadInput{{"frobnicate"}, "unknown command \"frobnicate\"; see wmh help"},
        BadInput{{"line\nbreak"}, "unknown command \"line break\""},
        BadInput{{"providers"},
                 "providers needs a command: list or verify; see wmh help providers"},
        BadInput{{"providers", "verfy"}, "not \"verfy\" (did you mean verify?)"},
        BadInput{{"examples", "lst"}, "examples needs a command: list or run"},
        BadInput{{"list", "--jsn"},
                 "unknown option --jsn (did you mean --json?); see wmh help list"},
        BadInput{{"list", "--frobnicate"}, "unknown option --frobnicate; see"},
        BadInput{{"list", "-x"}, "unknown option -x"},
        BadInput{{"list", "--root"}, "--root needs a value: --root FOLDER"},
        BadInput{{"list", "--root", "--json"}, "--root needs a value"},
        BadInput{{"list", "--root="}, "--root must be a text that is not empty"},
        BadInput{{"list", "--json=yes"}, "--json takes no value, got \"yes\""},
        BadInput{{"list", "extra"}, "unexpected argument \"extra\"; usage: wmh list [options]"},
        BadInput{{"list", "--", "extra"}, "unexpected argument \"extra\""},
        BadInput{{"--root"}, "no command given"}, BadInput{{"--root", "x"}, "no command given"},
        BadInput{{"--nonsense", "list"}, "unknown option --nonsense"},
        BadInput{{"build"}, "build needs a trace file"},
        BadInput{{"build", "--name", "x"}, "build needs a trace file"},
        BadInput{{"build", "--no-interactive"}, "build needs a trace file"},
        BadInput{{"build", "--no-strict", "f"}, "unknown option --no-strict"},
        BadInput{{"build", "--train-split", "x", "f"}, "a number between 0 and 1, not \"x\""},
        BadInput{{"build", "--train-split", "0", "f"}, "a number between 0 and 1, not \"0\""},
        BadInput{{"build", "--train-split", "1", "f"}, "a number between 0 and 1, not \"1\""},
        BadInput{{"build", "--train-split", "nan", "f"}, "a number between 0 and 1"},
        BadInput{{"build", "--embed-dim", "0", "f"}, "a whole number from 1 to 65536, not \"0\""},
        BadInput{{"build", "--embed-dim", "5.5", "f"}, "a whole number from 1 to 65536"},
        BadInput{{"build", "--top-k", "-1", "f"}, "a whole number from 0 to 1000, not \"-1\""},
        BadInput{{"build", "--held-out-steps", "99999999999999999999", "f"}, "a whole number"},
        BadInput{{"build", "--split-by", "day", "f"}, "--split-by must be one of trace, task"},
        BadInput{{"build", "--provider", "telepathy", "f"}, "--provider must be one of offline, "},
        BadInput{{"eval", "--judge", "rubric", "f"}, "name its --judge-provider"},
        BadInput{{"play", "--recall", "2"}, "--recall must be decided, off, or a number"},
        BadInput{{"demo", "--fallback", "offline"}, "--fallback must be KIND:MODEL"},
        BadInput{{"eval", "--max-cost", "much", "f"}, "--max-cost must be a number of at least 0"},
        BadInput{{"build", "--name", "../up", "f"}, ""},
        BadInput{{"build", "--quiet", "no-such-file"}, "no-such-file"},
        BadInput{{"eval"}, "eval needs FILE; usage: wmh eval [options] FILE..."},
        BadInput{{"eval", "--judge", "kind", "f"}, "one of exact, numeric, structural"},
        BadInput{{"eval", "--concurrency", "0", "f"}, "a whole number from 1 to 1024"},
        BadInput{{"eval", "--sample-turns", "few", "f"}, "one of all, sampled"},
        BadInput{{"eval", "--prompt", "no-such-prompt", "f"}, "no prompt file no-such-prompt"},
        BadInput{{"eval", "no-such-file"}, "no-such-file"},
        BadInput{{"eval", "list", "extra"}, "usage: wmh eval list [options]"},
        BadInput{{"eval", "run"}, "eval run needs SUITE; usage: wmh eval run [options] SUITE"},
        BadInput{{"eval", "run", "a", "b"}, "unexpected argument \"b\""},
        BadInput{{"eval", "run", "a", "--examples-root", "nowhere"}, "no suite \"a\""},
        BadInput{{"eval", "results", "a", "b"}, "usage: wmh eval results [options] [SUITE]"},
        BadInput{{"eval", "--quiet", "list"}, "options go behind the command"},
        BadInput{{"demo", "--steps", "0"}, "a whole number from 1 to 10000"},
        BadInput{{"demo", "--root", "nowhere"}, "nowhere"},
        BadInput{{"play", "--root", "nowhere", "--name", "x"}, "x"},
        BadInput{{"examples", "run"}, "examples run needs EXAMPLE"},
        BadInput{{"examples", "run", "nothing"}, "no example nothing that runs"},
        BadInput{{"completion"}, "completion needs SHELL"},
        BadInput{{"completion", "tcsh"}, "SHELL must be one of bash, zsh, fish, not \"tcsh\""},
        BadInput{{"help", "lst"}, "no command \"lst\" (did you mean list?)"}));

TEST(Cli, WithoutAnythingShowsTheOverviewAndFails) {
  const Outcome outcome = run_wmh({});
  EXPECT_EQ(outcome.code, exit_usage);
  EXPECT_THAT(outcome.out, HasSubstr("usage: wmh COMMAND"));
  EXPECT_EQ(outcome.err, "wmh: no command given; see wmh help\n");
}

TEST(Cli, TellsItsVersion) {
  const Outcome outcome = run_wmh({"--version"});
  EXPECT_EQ(outcome.code, exit_ok);
  EXPECT_EQ(outcome.out, "wmh " + std::to_string(WMH_VERSION_MAJOR) + "." +
                             std::to_string(WMH_VERSION_MINOR) + "." +
                             std::to_string(WMH_VERSION_PATCH) + "\n");
}

TEST(Cli, TakesOptionsBeforeTheCommandToo) {
  const Outcome before = run_wmh({"--root", "nowhere", "--json", "list"});
  const Outcome behind = run_wmh({"list", "--root=nowhere", "--json"});
  EXPECT_EQ(before.code, exit_ok);
  EXPECT_EQ(before.out, "{\"models\":[]}\n");
  EXPECT_EQ(before.out, behind.out);
  EXPECT_EQ(before.err, behind.err);
}

TEST(Cli, AnEmptyRootIsANoticeAndNoFailure) {
  const Outcome outcome = run_wmh({"list", "--root", "nowhere"});
  EXPECT_EQ(outcome.code, exit_ok);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "no world models under nowhere/models; build one: wmh build FILE\n");
  EXPECT_EQ(run_wmh({"list", "--root", "nowhere", "--quiet"}).err, "");
}

TEST(Cli, ALostResultIsAFailure) {
  std::FILE* full = std::fopen("/dev/full", "w");
  ASSERT_NE(full, nullptr);
  CapturedConsole captured;
  Console::Setup setup = captured->setup();
  setup.out = full;
  Console console(setup);
  EXPECT_EQ(run(std::vector<std::string>{"help"}, console), exit_failed);
  EXPECT_THAT(captured.err(), StartsWith("wmh: cannot write the result: "));
  EXPECT_EQ(line_count(captured.err()), 1U);
  std::fclose(full);
}

}  // namespace
}  // namespace wmh::cli::testing
