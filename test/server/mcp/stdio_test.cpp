#include "mcp/stdio.hpp"

#include <wmh/testing/matchers.hpp>

#include "server/mcp/support.hpp"

#include <array>
#include <csignal>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace wmh::mcp::testing {
namespace {

using wmh::testing::FailsWith;
using wmh::testing::IsOk;

struct File {
  std::FILE* file = std::tmpfile();
  ~File() { std::fclose(file); }
  std::string text() const {
    std::string all;
    std::rewind(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file))
      all += static_cast<char>(c);
    return all;
  }
};

/// What a client that sends all at once is answered.
std::vector<json::value> answers_to(const std::vector<std::string>& messages,
                                    StdioOptions options = {}) {
  File in, out;
  for (const std::string& message : messages)
    std::fputs((message + "\n").c_str(), in.file);
  std::rewind(in.file);
  EXPECT_THAT(serve_stdio(in.file, out.file, desk(), options), IsOk());
  std::vector<json::value> answers;
  std::istringstream lines(out.text());
  for (std::string line; std::getline(lines, line);)
    answers.push_back(parse_json(line).value());
  return answers;
}

TEST(Stdio, AnswersLineByLine) {
  const auto answers = answers_to({initialize(), "", "  ", call(1, "get"), call(2, "bad"), "{"});
  ASSERT_EQ(answers.size(), 4U);
  EXPECT_TRUE(answers[0].at("result").is_object());
  std::vector<std::string> outcomes;
  for (std::size_t i = 1; i < answers.size(); ++i)
    outcomes.push_back(outcome(answers[i]));
  EXPECT_THAT(outcomes, ::testing::UnorderedElementsAre("get {} 0", "! bad {} 1", "error -32700"));
}

TEST(Stdio, RunsManyStepsInTheirOrder) {
  std::vector<std::string> messages{initialize()};
  for (int id = 1; id <= 50; ++id)
    messages.push_back(call(id, "get"));
  const auto answers = answers_to(messages);
  ASSERT_EQ(answers.size(), 51U);
  for (std::size_t id = 1; id <= 50; ++id)
    EXPECT_EQ(outcome(answers[id]), fmt::format("get {{}} {}", id - 1));
}

TEST(Stdio, RefusesWhatIsTooLong) {
  const auto answers =
      answers_to({std::string(300, 'x'), request(1, "ping")}, {.longest_line = 200});
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(outcome(answers[0]), "error -32700");
  EXPECT_EQ(answers[1].at("id").as_int64(), 1);
}

TEST(Stdio, EndsWithoutWaitingForACancelledCall) {
  const auto answers = answers_to({initialize(), call(1, "slow"), cancel(1), call(2, "get")});
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(outcome(answers[1]), "get {} 0");
}

TEST(Stdio, EndsItsSession) {
  File in, out;
  std::fputs((initialize() + "\n").c_str(), in.file);
  std::rewind(in.file);
  const auto environment = desk();
  EXPECT_THAT(serve_stdio(in.file, out.file, environment), IsOk());
  EXPECT_EQ(environment->model.session_count(), 0U);
}

TEST(Stdio, TellsWhenAnswersAreLost) {
  File in;
  std::fputs((request(1, "ping") + "\n").c_str(), in.file);
  std::rewind(in.file);
  std::FILE* full = std::fopen("/dev/full", "w");
  EXPECT_THAT(serve_stdio(in.file, full, desk()), FailsWith(errc::io));
  std::fclose(full);
}

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    out = ::fdopen(ends[0], "r");
    in = ::fdopen(ends[1], "w");
  }
  ~Pipe() {
    std::fclose(out);
    std::fclose(in);
  }
  std::FILE* in;
  std::FILE* out;
};

TEST(Stdio, ASignalEndsItWhileACallRuns) {
  Pipe to, from;
  std::fputs((initialize() + "\n" + call(1, "slow") + "\n").c_str(), to.in);
  std::fflush(to.in);
  std::thread user([&from] {
    // With the first answer it is ready for signals.
    EXPECT_EQ(std::fgetc(from.out), '{');
    std::raise(SIGTERM);
  });
  EXPECT_THAT(serve_stdio(to.out, from.in, desk(), {.signals = true}), IsOk());
  user.join();
}

}  // namespace
}  // namespace wmh::mcp::testing
