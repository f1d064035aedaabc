// The environment of examples/terminal-tasks: a shell in a scratch directory.
#include <wmh/testing/matchers.hpp>

#include "shell/shown.hpp"
#include "support/temp_dir.hpp"
#include "terminal_env.hpp"

#include <chrono>
#include <sys/stat.h>
#include <thread>

namespace wmh {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using terminal::CommandLimits;
using terminal::TerminalEnv;
using testing::FailsWith;
using testing::IsOk;

const std::vector<terminal::File> some_files{{"a.txt", "one\ntwo\n"},
                                             {"bin/hi.sh", "#!/bin/bash\necho hi\n", "755"},
                                             {"secret/", "", "700"}};

/// An open episode.
class Terminal {
 public:
  explicit Terminal(CommandLimits limits = {}) : env_("world", some_files, limits) {
    env_.reset().value();
  }

  TerminalEnv& env() { return env_; }
  fs::path home() const { return env_.scratch()->path(); }
  Observation call(std::string tool, json::object arguments) {
    return env_.step(Action::tool_call(std::move(tool), std::move(arguments))).value();
  }
  Observation bash(std::string command) { return call("bash", {{"command", std::move(command)}}); }
  std::string text(std::string command) { return bash(std::move(command)).content; }

 private:
  TerminalEnv env_;
};

MATCHER_P(Refuses, text, "is a refusal with \"" + std::string(text) + "\"") {
  *result_listener << arg.content;
  return arg.is_error && arg.content == "Error: " + std::string(text);
}

TEST(TerminalBash, ShowsOutputAndExitCode) {
  Terminal terminal;
  EXPECT_EQ(terminal.bash("cat a.txt"), (Observation{"one\ntwo"}));
  EXPECT_EQ(terminal.bash("true"), (Observation{"(no output)"}));
  EXPECT_EQ(terminal.bash("grep three a.txt"), (Observation{"[exit code 1]", true}));
  EXPECT_EQ(terminal.bash("printf half; exit 7"), (Observation{"half\n[exit code 7]", true}));
  EXPECT_EQ(terminal.bash("kill -9 $$"), (Observation{"[exit code 137]", true}));
  EXPECT_EQ(terminal.text("cat b.txt"), "cat: b.txt: No such file or directory\n[exit code 1]");
  EXPECT_EQ(terminal.text("nosuch"), "bash: line 1: nosuch: command not found\n[exit code 127]");
}

TEST(TerminalBash, KeepsOutputAndErrorsInOrder) {
  EXPECT_EQ(Terminal().text("echo 1; echo 2 >&2; echo 3; ls nosuch; echo 4"),
            "1\n2\n3\nls: cannot access 'nosuch': No such file or directory\n4");
}

TEST(TerminalBash, HasAnEnvironmentThatIsTheSameEverywhere) {
  Terminal terminal;
  EXPECT_EQ(
      terminal.text("env -u _ | sort"),
      "HOME=/home/agent\nLC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\nPWD=/home/agent\nSHLVL=1\nTZ=UTC");
  EXPECT_EQ(terminal.text("pwd; echo ~; umask"), "/home/agent\n/home/agent\n0022");
  EXPECT_EQ(terminal.text("cat; read line || echo none"), "none");
  EXPECT_EQ(terminal.text("ls /proc/self/fd | wc -l"), "4") << "no open files of ours";
}

TEST(TerminalBash, IsANewShellEachTimeInTheSameDirectory) {
  Terminal terminal;
  EXPECT_EQ(terminal.text("cd bin; x=1; echo kept > new.txt; ls"), "hi.sh\nnew.txt");
  EXPECT_EQ(terminal.text("ls; echo \"x=$x\"; cat bin/new.txt"), "a.txt\nbin\nsecret\nx=\nkept");
}

TEST(TerminalBash, StopsEverythingWhenTheTimeIsUp) {
  Terminal terminal({.time = 200ms});
  const auto stopped =
      terminal.bash("(while :; do echo x >> ticks; sleep 0.01; done) & echo begun; wait");
  EXPECT_EQ(stopped, (Observation{"begun\n[stopped after 0.2 seconds]", true}));
  const auto ticks = fs::file_size(terminal.home() / "ticks");
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(fs::file_size(terminal.home() / "ticks"), ticks);
}

TEST(TerminalBash, StopsWhatItLeavesBehind) {
  Terminal terminal({.time = 20s});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(terminal.text("(while :; do echo x >> ticks; sleep 0.01; done) & sleep 0.1; echo hi"),
            "hi");
  EXPECT_EQ(terminal.text("yes > /dev/null & sleep 60 & echo bye"), "bye");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  const auto ticks = fs::file_size(terminal.home() / "ticks");
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(fs::file_size(terminal.home() / "ticks"), ticks);
}

TEST(TerminalBash, WaitsForACommandThatClosedItsOutput) {
  EXPECT_EQ(Terminal().text("echo out; exec >&- 2>&-; sleep 0.1; exit 3"), "out\n[exit code 3]");
  EXPECT_EQ(Terminal({.time = 200ms}).text("exec >&- 2>&-; sleep 60"),
            "[stopped after 0.2 seconds]");
}

TEST(TerminalBash, CutsLongOutput) {
  Terminal terminal({.output = 10});
  EXPECT_EQ(terminal.text("echo 123456789"), "123456789");
  EXPECT_EQ(terminal.text("yes | head -c 3000000"), "y\ny\ny\ny\ny\n[output cut after 10 bytes]");
  EXPECT_EQ(terminal.text("echo 0123456789; exit 2"),
            "0123456789\n[output cut after 10 bytes]\n[exit code 2]");
}

TEST(TerminalBash, MendsWhatIsNotUtf8) {
  EXPECT_EQ(Terminal().text("printf 'a\\377b\\303\\251'"),
            "a\xef\xbf\xbd"
            "b\xc3\xa9");
  EXPECT_EQ(terminal::mended("\xe2\x82\xac \xf0\x9f\x98\x80 \xc0\xaf \xed\xa0\x80 \xf4\x90"),
            "\xe2\x82\xac \xf0\x9f\x98\x80 \xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd\xef"
            "\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd");
}

TEST(TerminalWriteFile, WritesUnderTheDirectoryOnly) {
  Terminal terminal;
  const auto write = [&](std::string path) {
    return terminal.call("write_file", {{"path", std::move(path)}, {"content", "x\n"}});
  };
  EXPECT_EQ(write("bin/x"), (Observation{"Wrote 2 bytes to bin/x."}));
  EXPECT_EQ(terminal.text("cat bin/x; stat -c %a bin/x"), "x\n644");
  for (const std::string outside : {"", "/tmp/x", "../x", "bin/../../x", "bin/"})
    EXPECT_THAT(write(outside),
                Refuses("write_file: \"path\" must be a file under the working directory, not \"" +
                        outside + "\""));
  EXPECT_THAT(write("no/x"),
              Refuses("write_file: cannot write \"no/x\"; is there such a directory?"));
}

TEST(TerminalTools, RefuseInOneWording) {
  Terminal terminal;
  EXPECT_EQ(terminal.call("submit", {{"answer", "42"}}), (Observation{"Answer recorded."}));
  EXPECT_THAT(terminal.call("python", {{"code", "1"}}),
              Refuses("there is no tool \"python\"; have: bash, submit, write_file"));
  EXPECT_THAT(terminal.call("bash", {}), Refuses("bash: \"command\" is missing"));
  EXPECT_THAT(terminal.call("bash", {{"command", 1}}),
              Refuses("bash: \"command\" must be a string"));
  EXPECT_THAT(terminal.call("bash", {{"command", "ls"}, {"cwd", "/"}}),
              Refuses("bash: \"cwd\" is not known here"));
  EXPECT_THAT(terminal.bash(std::string("ls\0", 3)),
              Refuses("bash: \"command\" must not hold a NUL"));
  EXPECT_THAT(terminal.env().step(Action::message("Hello?")).value(),
              Refuses("nobody reads messages here; call bash, submit or write_file"));
}

TEST(TerminalEnv, IsClosedUntilReset) {
  TerminalEnv env("world", some_files);
  EXPECT_THAT(env.step(Action::message("Hello?")), FailsWith(errc::invalid_argument));
  EXPECT_EQ(env.reset().value().structured, (json::object{{"world", "world"}}));
  env.close();
  env.close();
  EXPECT_THAT(env.step(Action::message("Hello?")), FailsWith(errc::invalid_argument));
}

TEST(TerminalEnv, BeginsWithTheSameFilesWhateverTheUmask) {
  const mode_t before = ::umask(077);
  Terminal terminal;
  const std::string look = "stat -c '%a %n' . * bin/*";
  const std::string modes = terminal.text(look);
  ::umask(before);
  EXPECT_EQ(modes, "755 .\n644 a.txt\n755 bin\n700 secret\n755 bin/hi.sh");
  terminal.text("rm a.txt; chmod 700 bin");
  ASSERT_THAT(terminal.env().reset(), IsOk());
  EXPECT_EQ(terminal.text(look), modes);
}

TEST(TerminalEnv, LeavesNothingBehind) {
  Terminal terminal;
  const fs::path first = terminal.home();
  terminal.text("mkdir -p deep/er; touch deep/er/x; ln -s / root; chmod 000 deep/er deep");
  ASSERT_THAT(terminal.env().reset(), IsOk());
  EXPECT_FALSE(fs::exists(first));
  const fs::path second = terminal.home();
  EXPECT_TRUE(fs::exists(second));
  ASSERT_THAT(terminal.env().prepare(), IsOk());
  EXPECT_TRUE(fs::exists(second));
  ASSERT_THAT(terminal.env().reset(), IsOk());
  EXPECT_FALSE(fs::exists(second));
  const fs::path third = terminal.home();
  terminal.env().close();
  EXPECT_FALSE(fs::exists(third));
}

}  // namespace
}  // namespace wmh
