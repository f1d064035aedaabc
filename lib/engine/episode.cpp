#include "engine/episode.hpp"

#include <wmh/env.hpp>

#include "util/text.hpp"

WMH_BEGIN_NAMESPACE
namespace {

EpisodeResult stopped(EpisodeResult result, StopReason reason, std::optional<Error> error = {}) {
  result.stop_reason = reason;
  result.error = std::move(error);
  return result;
}

bool says_done(const Action& action) {
  return action.kind() == ActionKind::message && detail::trim(action.content()) == done_signal;
}

}  // namespace

Agent::~Agent() = default;

std::string_view to_string(StopReason reason) noexcept {
  switch (reason) {
    case StopReason::agent_done:
      return "agent_done";
    case StopReason::max_steps:
      return "max_steps";
    case StopReason::env_error:
      return "env_error";
    case StopReason::agent_error:
      return "agent_error";
    case StopReason::cancelled:
      return "cancelled";
  }
  return "unknown";
}

Result<EpisodeResult> detail::run_episode_until(const std::stop_token& stop, Env& env, Agent& agent,
                                                SessionStart start, std::size_t max_steps) {
  if (max_steps == 0) return Error(errc::invalid_argument, "max_steps must be at least 1");
  EpisodeResult result{start.task};
  struct Closer {
    Env& env;
    ~Closer() { env.close(); }
  } closer{env};

  auto state = env.reset(std::move(start));
  if (!state) return stopped(std::move(result), StopReason::env_error, state.error());
  while (result.steps.size() < max_steps) {
    if (stop.stop_requested()) return stopped(std::move(result), StopReason::cancelled);
    auto action = agent.act(result.task, *state, result.steps);
    if (!action) return stopped(std::move(result), StopReason::agent_error, action.error());
    if (says_done(*action)) return stopped(std::move(result), StopReason::agent_done);
    auto observation = env.step(*action);
    if (!observation) return stopped(std::move(result), StopReason::env_error, observation.error());
    result.steps.push_back({std::move(*action), std::move(*observation), *state, result.task});
    if (auto changed = env.state()) *state = std::move(*changed);
  }
  return stopped(std::move(result), StopReason::max_steps);
}

Result<EpisodeResult> run_episode(Env& env, Agent& agent, SessionStart start,
                                  std::size_t max_steps) {
  return detail::run_episode_until({}, env, agent, std::move(start), max_steps);
}

WMH_END_NAMESPACE
