#include "completion.hpp"

#include "cli/support.hpp"

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;

bool installed(const std::string& program) {
  return std::system(("command -v " + program + " > /dev/null").c_str()) == 0;
}

class Completions : public ::testing::TestWithParam<std::string> {};

TEST_P(Completions, AreReadByTheShell) {
  const std::string& shell = GetParam();
  const Outcome outcome = run_wmh({"completion", shell});
  ASSERT_EQ(outcome.code, exit_ok);
  if (!installed(shell)) GTEST_SKIP() << shell << " is not installed";
  const TempDir folder;
  const auto script = folder.write("script", outcome.out);
  EXPECT_EQ(std::system((shell + " -n " + script.string()).c_str()), 0);
}

TEST_P(Completions, KnowEveryCommandAndEveryFlag) {
  const std::string script = run_wmh({"completion", GetParam()}).out;
  for (const Command* command : commands()) {
    EXPECT_THAT(script, HasSubstr(std::string(command->name)));
    for (const Option* option : command->options)
      for (const std::string& spelling : spellings(*option))
        EXPECT_THAT(script,
                    HasSubstr(GetParam() == "fish" ? " -l " + spelling.substr(2) : spelling));
  }
}

INSTANTIATE_TEST_SUITE_P(Shells, Completions, ::testing::Values("bash", "zsh", "fish"));

/// What bash offers for the last of the words, in `folder`.
std::string offered(const TempDir& folder, const std::string& words) {
  const auto script = folder.write("wmh.bash", bash_completion());
  folder.write("try.bash",
               "source " + script.string() + "\ncompopt() { :; }\nCOMP_WORDS=(" + words +
                   ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_wmh\necho -n \"${COMPREPLY[*]}\"\n");
  const std::string command = "cd " + folder.path().string() + " && bash try.bash > offered 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return read_text(folder / "offered");
}

TEST(BashCompletion, RunsNothingThatAFolderIsCalled) {
  if (!installed("bash")) GTEST_SKIP() << "bash is not installed";
  const TempDir folder;
  folder.write(".wmh/models/$(touch run)/config.toml", "");
  EXPECT_EQ(offered(folder, "wmh demo --name ''"), "\\$\\(touch\\ run\\)");
  EXPECT_FALSE(std::filesystem::exists(folder / "run"));
}

TEST(BashCompletion, OffersWhatFits) {
  if (!installed("bash")) GTEST_SKIP() << "bash is not installed";
  const TempDir folder;
  folder.write(".wmh/models/airline/config.toml", "");
  folder.write(".wmh/models/retail/config.toml", "");
  folder.write("examples/tau/evals/quick.toml", "");
  folder.write("examples/tau/run.sh", "");
  folder.write("elsewhere/models/other/config.toml", "");
  EXPECT_EQ(offered(folder, "wmh de"), "demo");
  EXPECT_EQ(offered(folder, "wmh eval ''"), "list run results");
  EXPECT_EQ(offered(folder, "wmh eval traces ''"), "");
  EXPECT_EQ(offered(folder, "wmh providers ''"), "list verify");
  EXPECT_EQ(offered(folder, "wmh demo --name r"), "retail");
  EXPECT_EQ(offered(folder, "wmh --root elsewhere demo --name ''"), "other");
  EXPECT_EQ(offered(folder, "wmh eval run ''"), "tau/quick");
  EXPECT_EQ(offered(folder, "wmh examples run ''"), "tau");
  EXPECT_EQ(offered(folder, "wmh build --split-by ''"), "trace task");
  EXPECT_EQ(offered(folder, "wmh build --train-split ''"), "");
  EXPECT_EQ(offered(folder, "wmh build --no"), "--no-interactive");
}

}  // namespace
}  // namespace wmh::cli::testing
