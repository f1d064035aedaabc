#include "testbed/remote_env.hpp"

#include "testbed/wire.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

RemoteEnv::RemoteEnv(std::shared_ptr<Connection> connection, Assignment assignment)
    : connection_(std::move(connection)), assignment_(std::move(assignment)) {
  ++connection_->open_envs;
}
RemoteEnv::~RemoteEnv() {
  close();
  --connection_->open_envs;
}

Result<Done> RemoteEnv::open() {
  number_ = connection_->next_number();
  const auto reply =
      connection_->ask("open_env", {{"env", *number_}, {"assignment", to_json(assignment_)}});
  if (reply) return Done{};
  number_.reset();
  return reply.error();
}

Result<EnvState> RemoteEnv::reset(SessionStart start) {
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

Result<Observation> RemoteEnv::step(Action action) {
  if (!number_) return Error(errc::invalid_argument, "the environment is closed; call reset first");
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

void RemoteEnv::close() noexcept {
  if (number_) (void)connection_->ask("close_env", {{"env", *number_}});
  number_.reset();
  state_.reset();
}

/// A reply without a state leaves it as it was.
Result<Done> RemoteEnv::take_state(const json::object& reply) {
  const auto* given = reply.if_contains("state");
  if (!given || given->is_null()) return Done{};
  auto state = state_from_json(*given);
  if (!state) return std::move(state).error().in(connection_->command());
  state_ = std::move(*state);
  return Done{};
}

}  // namespace detail
WMH_END_NAMESPACE
