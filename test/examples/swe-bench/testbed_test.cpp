// Agents and outcomes of examples/swe-bench.
#include <wmh/testing/matchers.hpp>

#include "outcome.hpp"
#include "support/shared.hpp"
#include "swe_testbed.hpp"
#include "tools/python.hpp"

#include <map>
#include <set>

namespace wmh {
namespace {

using testing::FailsWith;
using testing::MessageHas;

Step did(std::string tool, json::object arguments, std::string content, bool is_error = false) {
  return {Action::tool_call(std::move(tool), std::move(arguments)), {std::move(content), is_error}};
}
Step ran(std::string report) {
  return did("run_tests", {}, std::move(report));
}
Step edited(std::string path, bool refused = false) {
  return did("edit", {{"path", std::move(path)}}, "", refused);
}

TEST(SweOutcome, IsTheLastRunAfterTheLastEdit) {
  using Steps = std::vector<Step>;
  const auto success = [](const Steps& steps) {
    return swe::outcome(steps).success;
  };
  EXPECT_TRUE(success({edited("a.py"), ran("2 passed\n")}));
  EXPECT_TRUE(success({edited("a.py"), ran("2 passed\n"), edited("b.py", true)}));
  EXPECT_FALSE(success({ran("2 passed\n")}));
  EXPECT_FALSE(success({edited("a.py"), ran("1 failed, 1 passed\n")}));
  EXPECT_FALSE(success({edited("a.py"), ran("2 passed\n"), edited("b.py")}));
  EXPECT_FALSE(success({edited("a.py"), ran("2 passed\n"), ran("1 failed, 1 passed\n")}));
  EXPECT_FALSE(success({edited("a.py"), did("run_tests", {}, "too late", true)}));
  EXPECT_FALSE(
      success({edited("a.py"), did("run_tests", {{"path", "tests/test_a.py"}}, "2 passed\n")}));
  EXPECT_FALSE(success({edited("a.py"), ran("0 passed\n")}));
  EXPECT_FALSE(success({}));
}

TEST(SweOutcome, TellsWhatWasReached) {
  const std::vector<Step> steps{edited("b.py"), edited("a.py"), edited("b.py"),
                                ran("FAILED x\n\n1 failed, 1 passed\n")};
  EXPECT_EQ(swe::outcome(steps).details,
            (json::object{{"tests", "1 failed, 1 passed"}, {"edited", {"a.py", "b.py"}}}));
  EXPECT_EQ(swe::outcome({}).details,
            (json::object{{"tests", "not run"}, {"edited", json::array()}}));
}

class SweTestbedTest : public ::testing::Test {
 protected:
  EpisodeResult work(const Assignment& assignment, Env& env) {
    const auto agent = testbed_->open_agent(assignment).value();
    return run_episode(env, *agent, SessionStart(assignment.task), 40).value();
  }

  std::unique_ptr<swe::SweTestbed> testbed_ = swe::SweTestbed::open(swe::data_folder()).value();
  std::vector<Assignment> all_ = testbed_->assignments().value();
};

TEST_F(SweTestbedTest, HasEveryTaskInEveryStyle) {
  std::set<std::string> ids;
  for (const Assignment& each : all_) {
    EXPECT_EQ(each.trace_id.size(), 32U);
    EXPECT_EQ(each.state.structured.size(), 1U);
    ids.insert(each.trace_id);
  }
  EXPECT_EQ(ids.size(), 224U);
}

TEST_F(SweTestbedTest, KnowsItsOwnAssignmentsOnly) {
  EXPECT_THAT(testbed_->open_env({}), FailsWith(errc::not_found));
  Assignment wild = all_.front();
  wild.metadata["style"] = "wild";
  EXPECT_THAT(testbed_->open_agent(wild), MessageHas("no style \"wild\""));
  EXPECT_THAT(swe::SweTestbed::open("/no/such"), FailsWith(errc::not_found));
}

/// Careful and curious agents repair everything; hasty ones do not look at all tests, clumsy ones
/// give up. Every task has each style once, so every ninth assignment is a fair sample.
TEST_F(SweTestbedTest, AgentsRepair) {
  WMH_REQUIRE_FOLDER(swe::python);
  std::map<std::string, int> failures;
  for (std::size_t i = 0; i < all_.size(); i += 9) {
    const auto env = testbed_->open_env(all_[i]).value();
    const auto episode = work(all_[i], *env);
    EXPECT_EQ(episode.stop_reason, StopReason::agent_done);
    const auto& last = episode.steps.back();
    const bool success = testbed_->outcome(all_[i], episode.steps).success;
    failures[std::string(all_[i].metadata.at("style").as_string())] += success ? 0 : 1;
    EXPECT_TRUE(!success || last.action.name() == "submit");
  }
  EXPECT_EQ(failures["careful"] + failures["curious"], 0);
  EXPECT_GT(failures["direct"] + failures["clumsy"], 0);
}

/// An environment that answers every action with one text.
class OneAnswer final : public Env {
 public:
  explicit OneAnswer(Observation answer) : answer_(std::move(answer)) {}
  Result<EnvState> reset(SessionStart) override { return EnvState{}; }
  Result<Observation> step(Action) override { return answer_; }
  void close() noexcept override {}

 private:
  Observation answer_;
};

/// A model may answer anything: the agents end all the same, and believe what they are told.
TEST_F(SweTestbedTest, AgentsEndWhateverTheyAreTold) {
  const Observation answers[] = {{""},
                                 {"Error: no", true},
                                 {"3 passed"},
                                 {"1 failed, 2 passed"},
                                 {"a.py:1: x\ntests/test_a.py:2: y\n99999999999.py:1:"},
                                 {"  x.py:99999999999: z\nx.py:-4: z"}};
  for (const Observation& answer : answers) {
    for (std::size_t i = 0; i < all_.size(); i += 3) {
      OneAnswer env(answer);
      EXPECT_EQ(work(all_[i], env).stop_reason, StopReason::agent_done) << answer.content;
    }
  }
}

}  // namespace
}  // namespace wmh
