#include "help.hpp"

#include "cli/support.hpp"

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;

TEST(Help, NamesEveryFlagOfEveryCommand) {
  for (const Command* command : commands()) {
    const Outcome asked = run_wmh({"help", std::string(command->name)});
    EXPECT_EQ(asked.code, exit_ok) << command->name;
    EXPECT_EQ(asked.err, "");
    for (const Option* option : command->options) {
      EXPECT_THAT(asked.out, HasSubstr("--" + std::string(option->name))) << command->name;
      EXPECT_FALSE(option->help.empty()) << option->name;
    }
    EXPECT_FALSE(command->examples.empty()) << command->name;
    for (const Example& example : command->examples)
      EXPECT_THAT(asked.out, HasSubstr(std::string(example.line)));
  }
}

TEST(Help, IsTheSameByOptionAndByCommand) {
  for (const Command* command : commands()) {
    std::vector<std::string> words = {"--help"};
    const std::string name(command->name);
    const std::size_t blank = name.find(' ');
    if (blank != std::string::npos) words.insert(words.begin(), name.substr(blank + 1));
    words.insert(words.begin(), name.substr(0, blank));
    EXPECT_EQ(run_wmh(words).out, run_wmh({"help", name}).out);
  }
}

TEST(Help, OfAGroupIsTheHelpOfItsCommands) {
  const Outcome group = run_wmh({"help", "examples"});
  EXPECT_EQ(group.code, exit_ok);
  EXPECT_THAT(group.out, HasSubstr("usage: wmh examples list"));
  EXPECT_THAT(group.out, HasSubstr("usage: wmh examples run"));
  EXPECT_EQ(run_wmh({"examples", "--help"}).out, group.out);
}

TEST(Help, KeepsToItsColumns) {
  expect_golden("overview.txt", run_wmh({"help"}).out);
  expect_golden("help-build.txt", run_wmh({"help", "build"}).out);
  expect_golden("help-eval.txt", run_wmh({"help", "eval"}).out);
  expect_golden("help-play.txt", run_wmh({"help", "play"}).out);
}

}  // namespace
}  // namespace wmh::cli::testing
