#pragma once

#include <wmh/testbed.hpp>

#include <fmt/format.h>

namespace wmh::testing {

/// A sum that agents add to.
class CounterEnv final : public Env {
 public:
  explicit CounterEnv(int drift) : drift_(drift) {}
  Result<EnvState> reset(SessionStart) override {
    sum_ = 0;
    return EnvState{{{"start", 0}}};
  }
  Result<Observation> step(Action action) override {
    const auto* n = action.arguments().if_contains("n");
    if (action.name() == "break") return Error(errc::io, "the counter is broken");
    if (!n || !n->is_int64() || *n->if_int64() < 0) return Observation{"n must not be less", true};
    sum_ += static_cast<int>(*n->if_int64()) + drift_;
    return Observation{fmt::format("sum {}", sum_)};
  }
  void close() noexcept override {}

 private:
  int drift_;
  int sum_ = 0;
};

/// Adds `by` until the sum is what it should be or more.
class CounterAgent final : public Agent {
 public:
  CounterAgent(int goal, int by) : goal_(goal), by_(by) {}
  Result<Action> act(const std::optional<std::string>&, const EnvState&,
                     const std::vector<Step>& history) override {
    const int sum = history.empty() ? 0 : sum_of(history.back().observation.content);
    if (sum >= goal_) return Action::message(std::string(done_signal));
    return Action::tool_call("add", {{"n", by_}});
  }

  static int sum_of(const std::string& text) {
    return text.starts_with("sum ") ? std::stoi(text.substr(4)) : 0;
  }

 private:
  int goal_;
  int by_;
};

/// Sums from 1 to `tasks`, each by ones and by threes; who adds by threes may miss.
class CounterTestbed final : public Testbed {
 public:
  explicit CounterTestbed(int tasks, int drift = 0) : tasks_(tasks), drift_(drift) {}

  std::string_view name() const noexcept override { return "counter"; }
  Result<std::vector<Assignment>> assignments() override {
    std::vector<Assignment> all;
    for (int goal = 1; goal <= tasks_; ++goal) {
      for (const int by : {1, 3}) {
        Assignment each{fmt::format("{:032x}", goal * 16 + by), fmt::format("reach {}", goal)};
        each.metadata = {{"task", fmt::format("reach-{}", goal)},
                         {"style", by == 1 ? "ones" : "threes"},
                         {"goal", goal},
                         {"by", by}};
        all.push_back(std::move(each));
      }
    }
    return all;
  }
  Result<std::unique_ptr<Env>> open_env(const Assignment&) override {
    return std::unique_ptr<Env>(std::make_unique<CounterEnv>(drift_));
  }
  Result<std::unique_ptr<Agent>> open_agent(const Assignment& assignment) override {
    return std::unique_ptr<Agent>(std::make_unique<CounterAgent>(
        number(assignment.metadata, "goal"), number(assignment.metadata, "by")));
  }
  Outcome outcome(const Assignment& assignment, std::span<const Step> steps) const override {
    const int sum = steps.empty() ? 0 : CounterAgent::sum_of(steps.back().observation.content);
    return {sum == number(assignment.metadata, "goal"), {{"sum", sum}}};
  }

 private:
  static int number(const json::object& object, std::string_view key) {
    return object.at(key).to_number<int>();
  }
  int tasks_;
  int drift_;
};

}  // namespace wmh::testing
