// A Testbed whose environments and agents live in other processes.
#include "testbed/assignments.hpp"
#include "testbed/remote_agent.hpp"
#include "testbed/remote_env.hpp"
#include "testbed/wire.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

class TestbedProgram final : public Testbed {
 public:
  explicit TestbedProgram(std::vector<std::shared_ptr<Connection>> connections)
      : connections_(std::move(connections)) {}

  std::string_view name() const noexcept override { return connections_.front()->name(); }

  Result<std::vector<Assignment>> assignments() override {
    const auto reply = connections_.front()->ask("assignments");
    if (!reply) return reply.error();
    const auto given = member(*reply, "assignments");
    if (!given) return Error(given.error()).in(name());
    std::vector<Assignment> all;
    if (!(*given)->is_array())
      return Error(errc::invalid_argument, "\"assignments\" must be a list").in(name());
    for (const json::value& each : (*given)->get_array()) {
      auto assignment = assignment_from_json(each);
      if (!assignment) return std::move(assignment).error().in(name());
      all.push_back(std::move(*assignment));
    }
    return all;
  }

  Result<std::unique_ptr<Env>> open_env(const Assignment& assignment) override {
    std::unique_lock choosing(mutex_);
    auto env = std::make_unique<RemoteEnv>(least_used(&Connection::open_envs), assignment);
    choosing.unlock();
    if (auto opened = env->open(); !opened) return std::move(opened).error();
    return std::unique_ptr<Env>(std::move(env));
  }

  Result<std::unique_ptr<Agent>> open_agent(const Assignment& assignment) override {
    std::unique_lock choosing(mutex_);
    auto agent = std::make_unique<RemoteAgent>(least_used(&Connection::open_agents));
    choosing.unlock();
    if (auto opened = agent->open(assignment); !opened) return std::move(opened).error();
    return std::unique_ptr<Agent>(std::move(agent));
  }

  Outcome outcome(const Assignment& assignment, std::span<const Step> steps) const override {
    const auto judged = ask_outcome(assignment, steps);
    if (judged) return *judged;
    return {false, {{"error", judged.error().message()}}};
  }

  bool is_concurrent() const noexcept override { return true; }

 private:
  Result<Outcome> ask_outcome(const Assignment& assignment, std::span<const Step> steps) const {
    const auto reply = connections_.front()->ask(
        "outcome", {{"assignment", to_json(assignment)}, {"steps", to_json(steps)}});
    if (!reply) return reply.error();
    const auto given = member(*reply, "outcome");
    if (!given) return Error(given.error()).in(name());
    auto outcome = outcome_from_json(**given);
    if (!outcome) return std::move(outcome).error().in(name());
    return outcome;
  }

  const std::shared_ptr<Connection>& least_used(std::atomic<std::size_t> Connection::*open) const {
    return *std::min_element(connections_.begin(), connections_.end(),
                             [&](const auto& a, const auto& b) { return (*a).*open < (*b).*open; });
  }

  std::vector<std::shared_ptr<Connection>> connections_;
  std::mutex mutex_{};  // between the choice of a program and its count
};

}  // namespace
}  // namespace detail

Result<std::unique_ptr<Testbed>> open_testbed_program(std::vector<std::string> command,
                                                      TestbedProgramOptions options) {
  if (command.empty() || options.processes == 0)
    return Error(errc::invalid_argument, "a testbed's program needs a command and a process");
  std::vector<std::shared_ptr<detail::Connection>> connections;
  for (std::size_t i = 0; i < options.processes; ++i) {
    auto connection = detail::Connection::open(command, options.time_limit);
    if (!connection) return std::move(connection).error();
    connections.push_back(std::move(*connection));
  }
  return std::unique_ptr<Testbed>(std::make_unique<detail::TestbedProgram>(std::move(connections)));
}

WMH_END_NAMESPACE
