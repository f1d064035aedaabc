#include "util/child_process.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"

#include <unistd.h>

namespace wmh::detail {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::FailsWith;
using testing::MessageHas;

ChildProcess shell(const std::string& script) {
  return ChildProcess::start({"sh", "-c", script}).value();
}

ChildProcess::Deadline in(milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

constexpr std::size_t most = 1 << 20;

/// A process that nobody has asked about its end is still there, as a zombie.
bool runs(pid_t pid) {
  const std::string stat = testing::read_text("/proc/" + std::to_string(pid) + "/stat");
  return !stat.empty() && stat.substr(stat.rfind(')'), 3) != ") Z";
}

TEST(ChildProcess, TalksInLines) {
  ChildProcess cat = ChildProcess::start({"cat"}).value();
  ASSERT_THAT(cat.write("one\ntwo\n", in(seconds(9))), testing::IsOk());
  EXPECT_EQ(cat.read_line(in(seconds(9)), most).value(), "one");
  EXPECT_EQ(cat.read_line(in(seconds(9)), most).value(), "two");
}

TEST(ChildProcess, SaysThatThereIsNoProgram) {
  EXPECT_THAT(ChildProcess::start({"/nowhere/program"}), FailsWith(errc::not_found));
  EXPECT_THAT(ChildProcess::start({"no-such-program-here"}),
              MessageHas("cannot start no-such-program-here"));
  EXPECT_THAT(ChildProcess::start({}), FailsWith(errc::invalid_argument));
  EXPECT_THAT(ChildProcess::start({"/etc/passwd"}), FailsWith(errc::io));
}

TEST(ChildProcess, SaysHowItEnded) {
  EXPECT_THAT(shell("exit 3").read_line(in(seconds(9)), most),
              MessageHas("ended with exit code 3"));
  EXPECT_THAT(shell("kill -9 $$").read_line(in(seconds(9)), most),
              MessageHas("was ended by signal 9"));
  EXPECT_THAT(shell("exec >&-; exec <&-; sleep 60").read_line(in(seconds(9)), most),
              MessageHas("closed its output"));
}

TEST(ChildProcess, LastWordsAreReadBeforeTheEnd) {
  ChildProcess dead = shell("echo bye");
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(dead.write("hello\n", in(seconds(9))), testing::IsOk());
    ::usleep(5000);
  }
  EXPECT_EQ(dead.read_line(in(seconds(9)), most).value(), "bye");
  EXPECT_THAT(dead.read_line(in(seconds(9)), most), MessageHas("ended with exit code 0"));
  EXPECT_THAT(dead.read_line(in(seconds(9)), most), FailsWith(errc::io));
}

TEST(ChildProcess, WaitsNoLongerThanToldTo) {
  ChildProcess silent = shell("sleep 60");
  EXPECT_THAT(silent.read_line(in(milliseconds(30)), most), FailsWith(errc::timed_out));
  EXPECT_THAT(silent.write(std::string(1 << 22, 'x'), in(milliseconds(30))),
              FailsWith(errc::timed_out));
  silent.kill();
}

TEST(ChildProcess, BoundsALine) {
  ChildProcess endless = shell("exec yes | tr -d '\\n'");
  EXPECT_THAT(endless.read_line(in(seconds(9)), 1000), FailsWith(errc::limit_reached));
  endless.kill();
}

/// What it started must not outlive it, even where it ends by itself.
TEST(ChildProcess, TakesItsChildrenWithIt) {
  pid_t grandchild = 0;
  {
    ChildProcess parent = shell("sleep 60 & echo $!; read line; exit 0");
    grandchild = std::stoi(parent.read_line(in(seconds(9)), most).value());
    EXPECT_TRUE(runs(grandchild));
  }
  for (int i = 0; i < 1000 && runs(grandchild); ++i)
    ::usleep(1000);
  EXPECT_FALSE(runs(grandchild));
}

}  // namespace
}  // namespace wmh::detail
