// What examples/tau-bench hands to `wmh eval --closed-loop`: tasks, agents, outcomes.
#include <wmh/testing/matchers.hpp>

#include "changes.hpp"
#include "examples/desk.hpp"
#include "tau_testbed.hpp"

#include <map>
#include <set>

namespace wmh {
namespace {

using tau::TauTestbed;
using testing::FailsWith;

class TauTestbedTest : public ::testing::Test {
 protected:
  std::vector<Step> work(const Assignment& assignment) {
    const auto env = testbed_->open_env(assignment).value();
    const auto agent = testbed_->open_agent(assignment).value();
    return run_episode(*env, *agent, SessionStart(assignment.task), 1000).value().steps;
  }

  std::unique_ptr<TauTestbed> testbed_ = TauTestbed::open(tau::data_folder()).value();
  std::vector<Assignment> all_ = testbed_->assignments().value();
};

TEST_F(TauTestbedTest, HasEveryTaskInEveryStyle) {
  std::set<std::string> ids;
  for (const Assignment& each : all_) {
    EXPECT_EQ(each.trace_id.size(), 32U);
    ids.insert(each.trace_id);
  }
  EXPECT_EQ(ids.size(), 276U);
}

TEST(TauChanges, AreWhatTheToolsAccepted) {
  Step read{Action::tool_call("get_user_details", {{"user_id", "a"}})};
  Step refused{Action::tool_call("cancel_reservation", {{"reservation_id", "A"}}), {"no", true}};
  Step done{Action::tool_call("cancel_reservation", {{"reservation_id", "B"}, {"a", 1}}), {"ok"}};
  Step said{Action::message("cancel_reservation"), {"ok"}};
  EXPECT_THAT(tau::accepted_changes(std::vector<Step>{read, refused, done, said}),
              ::testing::ElementsAre(R"(cancel_reservation {"a":1,"reservation_id":"B"})"));
}

/// The rule goes by names, so it is held against the tools that there are.
TEST(TauChanges, KnowTheToolsThatOnlyRead) {
  for (const std::string_view desk : tau::desk_names) {
    std::size_t readers = 0;
    for (const std::string& signature : testing::DeskEpisode(desk).env().desk().signatures())
      readers += tau::only_reads(signature.substr(0, signature.find('('))) ? 1U : 0U;
    EXPECT_EQ(readers, desk == "airline" ? 6U : 7U) << desk;
  }
}

/// At the real desks every style comes to the same end, by its own way; every fifth assignment
/// holds all styles.
TEST_F(TauTestbedTest, JudgesWhatAgentsChanged) {
  std::map<std::string, std::set<bool>> ends;
  for (std::size_t i = 0; i < all_.size(); i += 5) {
    const auto steps = work(all_[i]);
    const Outcome outcome = testbed_->outcome(all_[i], steps);
    EXPECT_EQ(outcome.details.at("changes").as_array().size(), tau::accepted_changes(steps).size());
    ends[std::string(all_[i].metadata.at("style").as_string())].insert(outcome.success);
  }
  for (const auto& [style, seen] : ends)
    EXPECT_EQ(seen.size(), 2U) << "some wishes are refused: " << style;
}

/// Task airline-06 asks for what policy refuses, airline-01 for what it grants.
TEST_F(TauTestbedTest, SuccessIsThatTheWishWasGranted) {
  const auto assignment = [&](std::string_view task) {
    return *std::find_if(all_.begin(), all_.end(), [&](const Assignment& each) {
      return each.metadata.at("task").as_string().starts_with(std::string(task));
    });
  };
  const auto success = [&](std::string_view task, std::vector<Step> steps) {
    return testbed_->outcome(assignment(task), steps).success;
  };
  auto steps = work(assignment("airline-06"));
  EXPECT_FALSE(success("airline-06", steps));
  for (Step& step : steps)
    step.observation.is_error = false;
  EXPECT_TRUE(success("airline-06", steps)) << "as a model that grants too much would answer";

  steps = work(assignment("airline-01"));
  EXPECT_TRUE(success("airline-01", steps));
  EXPECT_FALSE(success("airline-01", {}));
  steps.push_back({Action::tool_call("cancel_reservation", {{"reservation_id", "X"}})});
  EXPECT_FALSE(success("airline-01", steps)) << "more than was wanted";
  steps.back().observation.is_error = true;
  EXPECT_FALSE(success("airline-01", steps)) << "the last word was no";
}

TEST_F(TauTestbedTest, AgentsGoOnFromAnyHistory) {
  const Assignment& assignment = all_.front();
  const auto steps = work(assignment);
  const auto agent = testbed_->open_agent(assignment).value();
  std::vector<Step> history;
  for (const Step& step : steps) {
    EXPECT_EQ(agent->act(assignment.task, {}, history).value(), step.action);
    history.push_back(step);
  }
  EXPECT_EQ(agent->act(assignment.task, {}, history).value().content(), done_signal);
  std::swap(history.front().action, history.back().action);
  EXPECT_THAT(agent->act(assignment.task, {}, history), FailsWith(errc::invalid_argument));
}

TEST_F(TauTestbedTest, RefusesWorkThatItDoesNotHave) {
  Assignment other;
  other.metadata = {{"task", "airline-01-cancel"}, {"style", "bold"}};
  EXPECT_THAT(testbed_->open_agent(other), testing::MessageHas("in a style \"bold\""));
  other.metadata["task"] = "tea";
  EXPECT_THAT(testbed_->open_env(other), FailsWith(errc::not_found));
  EXPECT_FALSE(testbed_->outcome(other, {}).success);
}

}  // namespace
}  // namespace wmh
