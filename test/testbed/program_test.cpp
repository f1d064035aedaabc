#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "testbed/counter_testbed.hpp"

namespace wmh {
namespace {

using std::chrono::seconds;
using ::testing::AllOf;
using testing::CounterTestbed;
using testing::FailsWith;
using testing::MessageHas;

std::unique_ptr<Testbed> counter(std::size_t processes = 1) {
  return open_testbed_program({WMH_COUNTER}, {processes, seconds(60)}).value();
}

/// A shell script in place of a testbed's program.
Result<std::unique_ptr<Testbed>> script(const std::string& text, seconds limit = seconds(60)) {
  return open_testbed_program({"sh", "-c", text}, {1, limit});
}

/// Greets, then runs `text`.
std::string greets_and(const std::string& text) {
  return R"(read line; echo '{"protocol": 1, "name": "s"}'; read line; )" + text;
}

std::vector<Step> work(Testbed& testbed, const Assignment& assignment) {
  const auto env = testbed.open_env(assignment).value();
  const auto agent = testbed.open_agent(assignment).value();
  const auto episode = run_episode(*env, *agent, SessionStart(assignment.task), 100).value();
  EXPECT_EQ(episode.stop_reason, StopReason::agent_done);
  return episode.steps;
}

TEST(TestbedProgram, DoesWhatTheTestbedDoes) {
  const auto remote = counter();
  CounterTestbed here(30);
  EXPECT_EQ(remote->name(), "counter");
  const auto all = remote->assignments().value();
  const auto expected = here.assignments().value();
  ASSERT_EQ(all.size(), expected.size());
  for (std::size_t i = 0; i < all.size(); i += 7) {
    EXPECT_EQ(all[i].trace_id, expected[i].trace_id);
    EXPECT_EQ(all[i].task, expected[i].task);
    EXPECT_EQ(all[i].metadata, expected[i].metadata);
    const auto steps = work(*remote, all[i]);
    EXPECT_EQ(steps, work(here, expected[i]));
    EXPECT_EQ(remote->outcome(all[i], steps), here.outcome(expected[i], steps));
  }
}

/// The program of docs/closed-loop.md.
TEST(TestbedProgram, MayBeWrittenInPython) {
  const auto python = open_testbed_program({"python3", WMH_PYTHON_TESTBED});
  if (!python && python.error().code() == errc::not_found) GTEST_SKIP() << "no python3 here";
  ASSERT_TRUE(python) << python.error().message();
  const auto all = (*python)->assignments().value();
  ASSERT_EQ(all.size(), 40U);
  const auto steps = work(**python, all[5]);  // to 3 by twos
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps.back().observation.content, "4");
  EXPECT_EQ((*python)->outcome(all[5], steps), (Outcome{false, {{"sum", 4}}}));
  EXPECT_TRUE((*python)->outcome(all[4], work(**python, all[4])).success);
}

TEST(TestbedProgram, HoldsSeveralEpisodesAtOnce) {
  for (const std::size_t processes : {1U, 3U}) {
    const auto remote = counter(processes);
    const auto assignment = remote->assignments().value().front();
    std::vector<std::unique_ptr<Env>> envs;
    for (int i = 0; i < 4; ++i) {
      envs.push_back(remote->open_env(assignment).value());
      ASSERT_TRUE(envs.back()->reset());
    }
    for (int i = 0; i < 4; ++i)
      for (const auto& env : envs)
        EXPECT_EQ(env->step(Action::tool_call("add", {{"n", 2}})).value().content,
                  fmt::format("sum {}", 2 * i + 2));
  }
}

TEST(TestbedProgram, EnvironmentsEndAndBeginAgain) {
  const auto remote = counter();
  const auto env = remote->open_env(remote->assignments().value().front()).value();
  const auto add = Action::tool_call("add", {{"n", 5}});
  EXPECT_EQ(env->reset().value().structured.at("start").to_number<int>(), 0);
  EXPECT_EQ(env->step(add).value().content, "sum 5");
  env->close();
  EXPECT_THAT(env->step(add), FailsWith(errc::invalid_argument));
  ASSERT_TRUE(env->reset());
  EXPECT_EQ(env->step(add).value().content, "sum 5");
}

TEST(TestbedProgram, AFailedRequestIsNotTheEnd) {
  const auto remote = counter();
  const auto env = remote->open_env(remote->assignments().value().front()).value();
  ASSERT_TRUE(env->reset());
  EXPECT_THAT(env->step(Action::tool_call("break")), MessageHas(": the counter is broken"));
  EXPECT_EQ(env->step(Action::tool_call("add", {{"n", 5}})).value().content, "sum 5");
}

TEST(TestbedProgram, AgentsMayBeGivenAnyHistory) {
  const auto remote = counter();
  const auto assignment = remote->assignments().value()[20];  // to 11 by ones
  const auto agent = remote->open_agent(assignment).value();
  Step low{Action::tool_call("add"), {"sum 3"}};
  Step high{Action::tool_call("add"), {"sum 11"}};
  EXPECT_EQ(agent->act({}, {}, {low}).value().name(), "add");
  EXPECT_EQ(agent->act({}, {}, {low, high}).value().content(), done_signal);
  EXPECT_EQ(agent->act({}, {}, {low, low}).value().name(), "add");
  EXPECT_EQ(agent->act({}, {}, {}).value().name(), "add");
}

TEST(TestbedProgram, MustBeThereAndSpeakTheProtocol) {
  EXPECT_THAT(open_testbed_program({"/nowhere/testbed"}), FailsWith(errc::not_found));
  EXPECT_THAT(open_testbed_program({}), FailsWith(errc::invalid_argument));
  EXPECT_THAT(script("exit 4"), MessageHas("request hello: sh ended with exit code 4"));
  EXPECT_THAT(script("echo Ready."),
              MessageHas("sh answered \"Ready.\" and not a JSON object on one line"));
  EXPECT_THAT(script("read line; echo '{}'"), MessageHas("sh answered hello without"));
  EXPECT_THAT(script("read line; echo '{\"error\": \"not today\"}'"), MessageHas("sh: not today"));
  EXPECT_THAT(script("sleep 60", seconds(0)),
              AllOf(FailsWith(errc::timed_out), MessageHas("sh did not answer in time")));
}

TEST(TestbedProgram, ThatDiesFailsEveryRequestAlike) {
  const auto dying = script(greets_and("exit 5")).value();
  const auto dead = "request assignments: sh ended with exit code 5";
  EXPECT_THAT(dying->assignments(), MessageHas(dead));
  EXPECT_THAT(dying->open_env({}), MessageHas(dead));
  EXPECT_EQ(dying->outcome({}, {}).details.at("error").as_string(), dead);
}

TEST(TestbedProgram, RepliesAreChecked) {
  const auto ask = [](const std::string& reply) {
    return script(greets_and("echo '" + reply + "'")).value()->assignments();
  };
  EXPECT_THAT(ask("{}"), MessageHas("s: \"assignments\" is missing"));
  EXPECT_THAT(ask(R"({"assignments": 1})"), MessageHas("\"assignments\" must be a list"));
  EXPECT_THAT(ask(R"({"assignments": [{}]})"), MessageHas("\"trace_id\" must be a text"));
  EXPECT_THAT(ask(R"({"assignments": [{"trace_id": "a", "metadata": 1}]})"),
              MessageHas("s: assignment: \"metadata\" must be an object"));
  EXPECT_EQ(ask(R"({"assignments": [{"trace_id": "a"}]})").value().front().trace_id, "a");
}

}  // namespace
}  // namespace wmh
