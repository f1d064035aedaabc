// Running the tests of a repository: reports that are the same everywhere, and children that end.
#include "examples/repo_episode.hpp"
#include "support/shared.hpp"
#include "tools/python.hpp"
#include "workspace/run_child.hpp"

#include <csignal>
#include <thread>

namespace wmh {
namespace {

using testing::Refuses;
using testing::RepoEpisode;
using testing::Shows;
using namespace std::chrono_literals;

class SweRunTests : public ::testing::Test {
 protected:
  void SetUp() override { WMH_REQUIRE_FOLDER(swe::python); }

  static Observation run(std::string test) {
    return RepoEpisode({{"tests/test_it.py", std::move(test)}}).call("run_tests");
  }
  static swe::ChildEnd shell(std::string script, std::chrono::milliseconds limit = 20s) {
    swe::Command command{{"/bin/sh", "-c", std::move(script)}, "/tmp"};
    command.limit = limit;
    return swe::run_child(command).value();
  }
};

TEST_F(SweRunTests, CountsWhatPassed) {
  RepoEpisode repo;
  EXPECT_THAT(repo.call("run_tests"), Shows("2 passed\n"));
  EXPECT_THAT(repo.call("run_tests", R"({"path":"tests/test_sums.py"})"), Shows("2 passed\n"));
  EXPECT_THAT(repo.call("run_tests", R"({"path":"small/sums.py"})"), Refuses("is not a test file"));
  EXPECT_THAT(repo.call("run_tests", R"({"path":"tests/test_no.py"})"), Refuses("there is no"));
}

TEST_F(SweRunTests, ShowsWhatFailed) {
  RepoEpisode repo;
  repo.call("edit", R"~({"path":"small/sums.py","old_text":"sum(numbers)","new_text":"numbers"})~");
  EXPECT_THAT(repo.call("run_tests"),
              Shows("FAILED tests/test_sums.py::test_total\n"
                    "  tests/test_sums.py:5: assert total([1, 2]) == 3\n"
                    "  left:  [1, 2]\n  right: 3\n\n"
                    "FAILED tests/test_sums.py::test_mean\n"
                    "  tests/test_sums.py:9: assert mean([1, 3]) == 2\n"
                    "  small/sums.py:6: return total(numbers) / len(numbers)\n"
                    "  TypeError: unsupported operand type(s) for /: 'list' and 'int'\n\n"
                    "2 failed, 0 passed\n"));
}

TEST_F(SweRunTests, ShowsCodeThatCannotBeRead) {
  RepoEpisode repo;
  repo.call("edit", R"({"path":"small/sums.py","old_text":"def mean(","new_text":"def ("})");
  EXPECT_THAT(repo.call("run_tests"),
              Shows("FAILED tests/test_sums.py\n"
                    "  tests/test_sums.py:1: from small.sums import mean, total\n"
                    "  SyntaxError: invalid syntax (sums.py, line 5)\n\n1 failed, 0 passed\n"));
}

TEST_F(SweRunTests, ShowsNothingOfTheMachine) {
  const auto seen =
      run("import os\n\n\ndef test_it():\n    assert (object(), os.getcwd() + '/x') == 1\n");
  EXPECT_THAT(seen.content, ::testing::HasSubstr("left:  (<object object>, 'x')"));
  const auto shown = run("import os\n\n\ndef test_it():\n    assert sorted(os.environ) == []\n");
  EXPECT_THAT(shown.content,
              ::testing::HasSubstr("['LC_ALL', 'PYTHONDONTWRITEBYTECODE', 'PYTHONHASHSEED']"));
  EXPECT_THAT(run("import os\n\n\ndef test_it():\n    print('loud')\n    os.write(1, b'loud')\n"),
              Shows("1 passed\n"));
}

TEST_F(SweRunTests, IsBounded) {
  std::string many;
  for (int i = 0; i < 8; ++i)
    many += fmt::format("def test_{}():\n    assert 'x' * 9999 == ''\n", i);
  const auto seen = run(many);
  EXPECT_LT(seen.content.size(), 2500U);
  EXPECT_TRUE(seen.content.ends_with("(3 more failures)\n\n8 failed, 0 passed\n"));
  EXPECT_THAT(run("def again():\n    again()\n\n\ndef test_it():\n    again()\n").content,
              ::testing::HasSubstr("...\n"));
}

TEST_F(SweRunTests, RefusesWithoutAReport) {
  EXPECT_THAT(run("import os\nos._exit(0)\n"), Refuses("ended early, without a report"));
  EXPECT_THAT(run("import os\nos.kill(os.getpid(), 9)\n"), Refuses("ended early"));
  EXPECT_THAT(run("raise SystemExit(0)\n").content, ::testing::HasSubstr("SystemExit: 0"));
}

TEST_F(SweRunTests, LeavesNoFilesOfItsOwn) {
  RepoEpisode repo;
  repo.call("run_tests");
  EXPECT_THAT(repo.call("list_files"),
              Shows("README.md\nsmall/__init__.py\nsmall/sums.py\ntests/test_sums.py\n"));
}

TEST_F(SweRunTests, AChildHasATimeLimit) {
  const auto end = shell("echo begun; sleep 60", 300ms);
  EXPECT_TRUE(end.timed_out);
  EXPECT_EQ(end.output, "begun\n");
  EXPECT_TRUE(shell("exec >/dev/null 2>&1; sleep 60", 300ms).timed_out);
  EXPECT_TRUE(shell("while :; do echo flood; done", 300ms).timed_out);
}

TEST_F(SweRunTests, AChildLeavesNobodyBehind) {
  const auto end = shell("sleep 60 & echo $!");
  EXPECT_FALSE(end.timed_out);
  const pid_t left = std::stoi(end.output);
  // Killed, but perhaps not reaped by init yet: then it can hold nothing any more.
  for (int i = 0; i < 100 && ::kill(left, 0) == 0; ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_FALSE(std::filesystem::exists(fmt::format("/proc/{}/exe", left)));
}

TEST_F(SweRunTests, AChildsOutputIsBounded) {
  swe::Command command{{"/bin/sh", "-c", "head -c 300000 /dev/zero; exit 3"}, "/tmp"};
  command.most_output = 1000;
  const auto end = swe::run_child(command).value();
  EXPECT_EQ(end.output.size(), 1000U);
  EXPECT_EQ(end.exit_code, 3);
}

TEST_F(SweRunTests, AProgramMustBeThere) {
  EXPECT_THAT(swe::run_child({{"/no/such"}, "/tmp"}), testing::MessageHas("cannot run /no/such"));
}

}  // namespace
}  // namespace wmh
