// A Testbed whose environments and agents live in other processes.
#include "testbed/assignments.hpp"
#include "testbed/connection.hpp"
#include "testbed/wire.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

json::value or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}

class RemoteEnv final : public Env {
 public:
  RemoteEnv(std::shared_ptr<Connection> connection, Assignment assignment)
      : connection_(std::move(connection)), assignment_(std::move(assignment)) {
    ++connection_->open_envs;
  }
  ~RemoteEnv() override {
    close();
    --connection_->open_envs;
  }

  Result<Done> open() {
    number_ = connection_->next_number();
    const auto reply =
        connection_->ask("open_env", {{"env", *number_}, {"assignment", to_json(assignment_)}});
    if (reply) return Done{};
    number_.reset();
    return reply.error();
  }

  Result<EnvState> reset(SessionStart start) override {
    if (!number_)
      if (auto opened = open(); !opened) return std::move(opened).error();
    const auto reply = connection_->ask("reset", {{"env", *number_},
                                                  {"task", or_null(start.task)},
                                                  {"state", wmh::to_json(start.seed_state)}});
    if (!reply) return reply.error();
    state_ = EnvState{};
    if (auto taken = take_state(*reply); !taken) return std::move(taken).error();
    return *state_;
  }

  Result<Observation> step(Action action) override {
    if (!number_)
      return Error(errc::invalid_argument, "the environment is closed; call reset first");
    const auto reply =
        connection_->ask("step", {{"env", *number_}, {"action", wmh::to_json(action)}});
    if (!reply) return reply.error();
    const auto given = member(*reply, "observation");
    if (!given) return Error(given.error()).in(connection_->command());
    auto observation = observation_from_json(**given);
    if (!observation) return std::move(observation).error().in(connection_->command());
    if (auto taken = take_state(*reply); !taken) return std::move(taken).error();
    return observation;
  }

  std::optional<EnvState> state() const override { return state_; }

  void close() noexcept override {
    if (number_) (void)connection_->ask("close_env", {{"env", *number_}});
    number_.reset();
    state_.reset();
  }

 private:
  /// A reply without a state leaves it as it was.
  Result<Done> take_state(const json::object& reply) {
    const auto* given = reply.if_contains("state");
    if (!given || given->is_null()) return Done{};
    auto state = state_from_json(*given);
    if (!state) return std::move(state).error().in(connection_->command());
    state_ = std::move(*state);
    return Done{};
  }

  std::shared_ptr<Connection> connection_;
  Assignment assignment_;
  std::optional<std::size_t> number_{};
  std::optional<EnvState> state_{};
};

class RemoteAgent final : public Agent {
 public:
  explicit RemoteAgent(std::shared_ptr<Connection> connection)
      : connection_(std::move(connection)), number_(connection_->next_number()) {
    ++connection_->open_agents;
  }
  ~RemoteAgent() override {
    if (open_) (void)connection_->ask("close_agent", {{"agent", number_}});
    --connection_->open_agents;
  }

  Result<Done> open(const Assignment& assignment) {
    const auto reply =
        connection_->ask("open_agent", {{"agent", number_}, {"assignment", to_json(assignment)}});
    if (!reply) return reply.error();
    open_ = true;
    return Done{};
  }

  Result<Action> act(const std::optional<std::string>& task, const EnvState& state,
                     const std::vector<Step>& history) override {
    const std::size_t from = steps_in_common(history);
    json::object request{{"agent", number_},
                         {"task", or_null(task)},
                         {"state", wmh::to_json(state)},
                         {"from", from},
                         {"steps", to_json(std::span(history).subspan(from))}};
    const auto reply = connection_->ask("act", std::move(request));
    if (!reply) return reply.error();
    sent_.erase(sent_.begin() + static_cast<std::ptrdiff_t>(from), sent_.end());
    sent_.insert(sent_.end(), history.begin() + static_cast<std::ptrdiff_t>(from), history.end());
    const auto given = member(*reply, "action");
    if (!given) return Error(given.error()).in(connection_->command());
    auto action = action_from_json(**given);
    if (!action) return std::move(action).error().in(connection_->command());
    return action;
  }

 private:
  std::size_t steps_in_common(const std::vector<Step>& history) const {
    const auto both = std::mismatch(sent_.begin(), sent_.end(), history.begin(), history.end());
    return static_cast<std::size_t>(both.first - sent_.begin());
  }

  std::shared_ptr<Connection> connection_;
  std::size_t number_;
  bool open_ = false;
  std::vector<Step> sent_{};
};

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
    auto env = std::make_unique<RemoteEnv>(least_used(&Connection::open_envs), assignment);
    if (auto opened = env->open(); !opened) return std::move(opened).error();
    return std::unique_ptr<Env>(std::move(env));
  }

  Result<std::unique_ptr<Agent>> open_agent(const Assignment& assignment) override {
    auto agent = std::make_unique<RemoteAgent>(least_used(&Connection::open_agents));
    if (auto opened = agent->open(assignment); !opened) return std::move(opened).error();
    return std::unique_ptr<Agent>(std::move(agent));
  }

  Outcome outcome(const Assignment& assignment, std::span<const Step> steps) const override {
    const auto judged = ask_outcome(assignment, steps);
    if (judged) return *judged;
    return {false, {{"error", judged.error().message()}}};
  }

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
