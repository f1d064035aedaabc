// The agents of examples/terminal-tasks: how they choose, and how their episodes are judged.
#include "tasks/terminal_agent.hpp"
#include "terminal_testbed.hpp"

#include <gtest/gtest.h>

namespace wmh {
namespace {

using terminal::Goal;
using terminal::Move;
using terminal::Task;
using terminal::World;

Action bash(std::string command) {
  return Action::tool_call("bash", {{"command", std::move(command)}});
}
Action submit(std::string answer) {
  return Action::tool_call("submit", {{"answer", std::move(answer)}});
}
Move move(std::string command, std::string expect = {}) {
  return Move{bash(std::move(command)), {}, std::move(expect)};
}
Move taking(std::string command, std::string name, std::string pattern) {
  return Move{bash(std::move(command)), {{std::move(name), std::move(pattern)}}};
}

/// What an agent says in each step when it hears these answers. "!" begins an error.
std::vector<std::string> play(const Task& task, std::string_view style,
                              const std::vector<std::string>& answers) {
  const World world{"world", {}, {move("ls")}, {move("wc -l *")}, {move("oops")}, {}};
  terminal::TerminalAgent agent(world, task, *terminal::find_style(style));
  std::vector<Step> history;
  std::vector<std::string> said;
  while (said.size() < 20) {
    const Action action = agent.act(task.text, {}, history).value();
    if (action.kind() == ActionKind::message) break;
    for (const auto& argument : action.arguments())
      said.emplace_back(argument.value().as_string());
    std::string answer = history.size() < answers.size() ? answers[history.size()] : "";
    const bool is_error = answer.starts_with('!');
    history.push_back(Step{action, {is_error ? answer.substr(1) : answer, is_error}});
  }
  return said;
}

using Said = std::vector<std::string>;

const Goal seven{"7", "", ""};

TEST(TerminalAgent, UsesWhatItObserved) {
  const Task task{
      "t",
      "",
      seven,
      {},
      {},
      {{taking("find", "file", "(\\S+\\.log)"), taking("wc %<file>", "answer", "^([0-9]+)")}},
      {}};
  EXPECT_EQ(play(task, "direct", {"a.txt\nb.log\n", "7 b.log"}), (Said{"find", "wc b.log", "7"}));
  EXPECT_EQ(play(task, "direct", {"c.log", "9 c.log"}), (Said{"find", "wc c.log", "9"}));
  EXPECT_EQ(play(task, "direct", {"nothing"}), (Said{"find", "unknown"}));
}

TEST(TerminalAgent, TriesAnotherWayWhenACheckFails) {
  const Task task{"t",
                  "",
                  seven,
                  {move("look")},
                  {},
                  {{taking("one", "answer", "(.+)")}, {taking("two", "answer", "(.+)")}},
                  {move("count", "^%<answer>$")}};
  EXPECT_EQ(play(task, "careful", {"", "", "7", "7"}), (Said{"ls", "look", "one", "count", "7"}));
  EXPECT_EQ(play(task, "careful", {"", "", "6", "7", "7", "7"}),
            (Said{"ls", "look", "one", "count", "two", "count", "7"}));
  EXPECT_EQ(play(task, "careful", {"", "", "!no", "7", "7"}),
            (Said{"ls", "look", "one", "two", "count", "7"}));
  EXPECT_EQ(play(task, "careful", {"", "", "6.", "60", "5", "6"}),
            (Said{"ls", "look", "one", "count", "two", "count", "5"}))
      << "a dot in a value is a dot";
}

TEST(TerminalAgent, DirectDoesNotCheck) {
  const Task task{"t",
                  "",
                  seven,
                  {move("look")},
                  {move("slip")},
                  {{taking("one", "answer", "(.+)")}},
                  {move("count", "^7$")}};
  EXPECT_EQ(play(task, "direct", {"6"}), (Said{"one", "6"}));
  EXPECT_EQ(play(task, "direct", {"!no"}), (Said{"one", "unknown"}));
}

TEST(TerminalAgent, ClumsySlipsFirstAndLooksAroundOnce) {
  const Task task{
      "t", "", seven, {}, {move("cat x"), move("cat y")}, {{taking("one", "answer", "(.+)")}}, {}};
  const std::string lost = "!cat: x: No such file or directory";
  EXPECT_EQ(play(task, "clumsy", {"", lost, "", lost, "7"}),
            (Said{"oops", "cat x", "ls", "cat y", "one", "7"}));
}

TEST(TerminalAgent, CuriousBrowses) {
  const Task task{"t", "", seven, {move("look")}, {}, {{taking("one", "answer", "(.+)")}}, {}};
  EXPECT_EQ(play(task, "curious", {"", "", "7"}), (Said{"ls", "wc -l *", "one", "7"}));
}

TEST(TerminalAgent, ShowsAProofOnce) {
  Move mending = move("make", "^ready$");
  mending.otherwise = {move("mend")};
  const Task task{"t", "", {"", "show", "done"}, {}, {}, {{mending}, {move("again")}}, {}};
  EXPECT_EQ(play(task, "careful", {"", "ready", "done"}), (Said{"ls", "make", "show"}));
  EXPECT_EQ(play(task, "careful", {"", "broken", "", "done"}),
            (Said{"ls", "make", "mend", "show"}));
  EXPECT_EQ(play(task, "careful", {"", "ready", "half", "", "done"}),
            (Said{"ls", "make", "show", "again", "show"}));
}

TEST(TerminalAgent, BeginsAnewWithAnEmptyHistory) {
  const Task task{"t", "", seven, {}, {}, {{taking("one", "answer", "(.+)")}}, {}};
  const World world{"world", {}, {move("ls")}, {move("wc")}, {}, {}};
  terminal::TerminalAgent agent(world, task, *terminal::find_style("direct"));
  EXPECT_EQ(agent.act({}, {}, {}).value(), bash("one"));
  EXPECT_EQ(agent.act({}, {}, {}).value(), bash("one"));
  EXPECT_EQ(agent.act({}, {}, {Step{bash("one"), {"7"}}}).value(), submit("7"));
}

TEST(TerminalOutcome, IsTheLastAnswer) {
  const auto judged = [](std::vector<Step> steps) {
    return terminal::judge(seven, steps);
  };
  EXPECT_EQ(judged({}), (Outcome{false, {{"answer", nullptr}}}));
  EXPECT_EQ(judged({{submit("7"), {"Answer recorded."}}}), (Outcome{true, {{"answer", "7"}}}));
  EXPECT_EQ(judged({{submit("7"), {"Answer recorded."}}, {submit("8"), {"Answer recorded."}}}),
            (Outcome{false, {{"answer", "8"}}}));
  EXPECT_FALSE(judged({{submit("7"), {"Error: no", true}}}).success);
}

TEST(TerminalOutcome, IsTheLastProof) {
  const Goal goal{"", "cat out", "a\nb"};
  const auto judged = [&](std::vector<Step> steps) {
    return terminal::judge(goal, steps);
  };
  EXPECT_EQ(judged({{bash("cat in"), {"a\nb"}}}), (Outcome{false, {{"proof", nullptr}}}));
  EXPECT_EQ(judged({{bash("cat out"), {"a"}}, {bash("cat out"), {"a\nb"}}, {bash("ls"), {""}}}),
            (Outcome{true, {{"proof", "a\nb"}}}));
  EXPECT_FALSE(judged({{bash("cat out"), {"a\nb"}}, {bash("cat out"), {"a"}}}).success);
}

}  // namespace
}  // namespace wmh
