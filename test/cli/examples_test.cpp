#include "cli/support.hpp"

#include <sys/stat.h>

namespace wmh::cli::testing {
namespace {

TEST(Examples, AreFoldersWithTracesOrAScript) {
  const TempDir folder;
  folder.write("b/run.sh", "");
  folder.write("a/traces.otel.jsonl", "");
  folder.write("c/README.md", "");
  const Outcome outcome = run_wmh({"examples", "list", "--examples-root", folder.path().string()});
  EXPECT_EQ(outcome.code, exit_ok);
  EXPECT_EQ(outcome.out, "a\nb\n");
}

TEST(Examples, AreNoFailureWhereThereAreNone) {
  const Outcome outcome = run_wmh({"examples", "list", "--examples-root", "nowhere", "--json"});
  EXPECT_EQ(outcome.code, exit_ok);
  EXPECT_EQ(outcome.out, "{\"examples\":[]}\n");
}

class Script : public ::testing::Test {
 protected:
  int run_it(const std::string& text, const std::vector<std::string>& rest, bool executable) {
    const auto script = folder_.write("one/run.sh", text);
    ::chmod(script.c_str(), executable ? 0755 : 0644);
    std::vector<std::string> args = {
        "examples", "run", "one", "--examples-root", folder_.path().string(), "--"};
    args.insert(args.end(), rest.begin(), rest.end());
    return run_wmh(args).code;
  }
  std::string noted() const { return read_text(folder_ / "one/note"); }

  TempDir folder_;
};

TEST_F(Script, RunsInItsFolderWithItsArgumentsAndCode) {
  EXPECT_EQ(run_it("#!/bin/sh\nprintf '%s|' \"$@\" > note\nexit 7\n", {"--a", "b c"}, true), 7);
  EXPECT_EQ(noted(), "--a|b c|");
}

TEST_F(Script, NeedsNoExecutableBit) {
  EXPECT_EQ(run_it("printf '%s|' \"$@\" > note\n", {"--a", "b c"}, false), 0);
  EXPECT_EQ(noted(), "--a|b c|");
}

TEST_F(Script, EndedByASignalHasTheShellsCode) {
  EXPECT_EQ(run_it("#!/bin/sh\nkill -TERM $$\n", {}, true), 128 + 15);
}

}  // namespace
}  // namespace wmh::cli::testing
