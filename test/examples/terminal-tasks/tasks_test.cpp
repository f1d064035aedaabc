// The data of examples/terminal-tasks: worlds, tasks and the traces that were captured of them.
#include <wmh/testing/matchers.hpp>
#include <wmh/trace_source.hpp>

#include "support/temp_dir.hpp"
#include "tasks/pattern.hpp"
#include "tasks/style.hpp"
#include "terminal_testbed.hpp"

#include <set>

namespace wmh {
namespace {

using testing::FailsWith;
using testing::MessageHas;

terminal::TerminalTestbed testbed() {
  return terminal::TerminalTestbed(terminal::load_worlds(terminal::data_folder()).value());
}

std::vector<Trace> captured() {
  const auto file = terminal::data_folder().parent_path() / "traces.otel.jsonl";
  return read_all(*open_traces({file}).value()).value();
}

TEST(TerminalTasks, AreEnough) {
  auto bed = testbed();
  std::set<std::string> tasks, ids;
  EXPECT_EQ(bed.worlds().size(), 12U);
  for (const terminal::World& world : bed.worlds())
    for (const terminal::Task& task : world.tasks) {
      tasks.insert(task.id);
      EXPECT_TRUE(task.id.starts_with(world.name + "-")) << task.id;
    }
  EXPECT_EQ(tasks.size(), 60U);
  const auto assignments = bed.assignments().value();
  for (const Assignment& each : assignments)
    ids.insert(each.trace_id);
  EXPECT_EQ(ids.size(), tasks.size() * terminal::styles.size());
}

TEST(TerminalTasks, OpenByTheirMetadataAlone) {
  auto bed = testbed();
  Assignment assignment;
  assignment.metadata = {{"task", "shop-low-stock"}, {"style", "careful"}};
  const auto env = bed.open_env(assignment).value();
  EXPECT_EQ(env->reset().value().structured, (json::object{{"world", "shop"}}));
  EXPECT_TRUE(bed.open_agent(assignment));
  assignment.metadata["style"] = "lazy";
  EXPECT_THAT(bed.open_agent(assignment),
              MessageHas("no task \"shop-low-stock\" with style \"lazy\""));
  EXPECT_THAT(bed.open_env({}), FailsWith(errc::not_found));
}

/// Careful agents do every task; those who do not check fail at some.
TEST(TerminalTraces, SucceedByStyle) {
  auto bed = testbed();
  std::map<std::string, int> succeeded;
  const auto assignments = bed.assignments().value();
  const auto traces = captured();
  ASSERT_EQ(traces.size(), assignments.size());
  for (std::size_t i = 0; i < traces.size(); ++i) {
    ASSERT_EQ(traces[i].trace_id, assignments[i].trace_id);
    const bool success = bed.outcome(assignments[i], traces[i].steps).success;
    succeeded[std::string(assignments[i].metadata.at("style").as_string())] += success ? 1 : 0;
  }
  EXPECT_EQ(succeeded["careful"], 60);
  EXPECT_GE(succeeded["curious"], 55);
  EXPECT_GE(succeeded["inventive"], 55);
  for (const std::string style : {"direct", "clumsy"}) {
    EXPECT_GT(succeeded[style], 30) << style;
    EXPECT_LT(succeeded[style], 50) << style;
  }
}

/// A time, a path or a name of this machine in an observation would not come again on another.
TEST(TerminalTraces, ArePlainOfThisMachine) {
  std::size_t steps = 0, errors = 0;
  std::set<std::string> tools;
  for (const Trace& trace : captured())
    for (const Step& step : trace.steps) {
      ++steps;
      errors += step.observation.is_error ? 1 : 0;
      if (!step.observation.is_error) tools.emplace(step.action.name());
      for (const std::string_view word : {"/tmp", "root", "terminal-", "seconds]"})
        EXPECT_EQ(step.observation.content.find(word), std::string::npos)
            << word << " in " << trace.trace_id;
    }
  EXPECT_GT(steps, 1000U);
  EXPECT_GT(errors, steps / 12);
  EXPECT_EQ(tools, (std::set<std::string>{"bash", "submit", "write_file"}));
}

TEST(TerminalPattern, FillsAndFinds) {
  EXPECT_EQ(terminal::filled("a %<x> b %<y>", {{"x", "1"}, {"y", "2"}}), "a 1 b 2");
  EXPECT_EQ(terminal::filled("$%<x>$", {}), std::nullopt);
  EXPECT_EQ(terminal::filled("100%<", {}), "100%<");
  EXPECT_EQ(terminal::found("^([a-z]+)$", "1\nab\n2"), "ab");
  EXPECT_EQ(terminal::found("b.", "abc"), "bc");
  EXPECT_EQ(terminal::found("x", "abc"), std::nullopt);
  EXPECT_EQ(terminal::found("^" + terminal::literal("a.b*(c)$") + "$", "a.b*(c)$"), "a.b*(c)$");
  EXPECT_FALSE(terminal::is_pattern("("));
}

class TerminalData : public ::testing::Test {
 protected:
  Result<std::vector<terminal::World>> load(const std::string& text) {
    folder_.write("w.json", text);
    return terminal::load_worlds(folder_.path());
  }
  /// A world with one task with this in it.
  Result<std::vector<terminal::World>> load_task(const std::string& members) {
    return load(R"({"world":"w","files":[],"look":["ls"],"browse":["ls"],"tasks":[{"id":"t",)"
                R"("text":"x",)" +
                members + "}]}");
  }

 private:
  testing::TempDir folder_;
};

TEST_F(TerminalData, HoldsMoves) {
  const auto worlds = load_task(R"~("goal":{"proof":"cat x","output":["a","b"]},"ways":[["ls",
      {"write":"x","content":["a","b"]},{"submit":"7"},{"say":"hi"},
      {"call":"bash","arguments":{"n":1},"take":{"n":"(.)"},"expect":"^x","otherwise":["ls"]}]])~");
  ASSERT_TRUE(worlds) << worlds.error().message();
  const terminal::Task& task = worlds->front().tasks.front();
  EXPECT_EQ(task.goal.output, "a\nb");
  const auto& way = task.ways.front();
  EXPECT_EQ(way[0].action, Action::tool_call("bash", {{"command", "ls"}}));
  EXPECT_EQ(way[1].action, Action::tool_call("write_file", {{"path", "x"}, {"content", "a\nb\n"}}));
  EXPECT_EQ(way[2].action, Action::tool_call("submit", {{"answer", "7"}}));
  EXPECT_EQ(way[3].action, Action::message("hi"));
  EXPECT_EQ(way[4].action, Action::tool_call("bash", {{"n", 1}}));
  EXPECT_EQ(way[4].otherwise, std::vector<terminal::Move>{way[0]});
}

TEST_F(TerminalData, ErrorsNameThePlace) {
  const std::string goal = R"("goal":{"answer":"7"},)";
  EXPECT_THAT(terminal::load_worlds("/nowhere"), FailsWith(errc::not_found));
  EXPECT_THAT(load("{"), MessageHas("w.json"));
  EXPECT_THAT(load("[]"), MessageHas("w.json must be an object"));
  EXPECT_THAT(load("{}"), MessageHas("w.json.world is missing"));
  EXPECT_THAT(load_task(goal + R"("ways":[])"),
              MessageHas("w.json.tasks[0].ways must hold one at least"));
  EXPECT_THAT(load_task(goal + R"("ways":[["ls",7]])"),
              MessageHas("w.json.tasks[0].ways[0].way[1] must be an object"));
  EXPECT_THAT(load_task(goal + R"("ways":[[{"bash":7}]])"), MessageHas(".bash must be a string"));
  EXPECT_THAT(load_task(goal + R"("ways":[[{"bash":"ls","expect":"("}]])"),
              MessageHas(".expect is not a regular expression"));
  EXPECT_THAT(load_task(goal + R"("ways":[["ls"]],"way":1)"),
              MessageHas("w.json.tasks[0].way is not known here"));
  EXPECT_THAT(load_task(R"("goal":{"answer":"7","proof":"ls"},"ways":[["ls"]])"),
              MessageHas("goal.answer or proof must be there, and not both"));
}

}  // namespace
}  // namespace wmh
