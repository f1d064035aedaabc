#pragma once

#include <wmh/world_model.hpp>

WMH_BEGIN_NAMESPACE

/// One episode of an environment, real or modelled. Distinct objects: safe. Shared objects: unsafe.
class WMH_API Env {
 public:
  virtual ~Env();
  /// Begins an episode and returns its first state.
  virtual Result<EnvState> reset(SessionStart start = {}) = 0;
  virtual Result<Observation> step(Action action) = 0;
  /// The state now, for environments whose state changes; nullopt: still what reset returned.
  virtual std::optional<EnvState> state() const;
  /// Ends the episode; may be called twice.
  virtual void close() noexcept = 0;
};

/// An Env played by a WorldModel: reset opens a session, close ends it.
class WMH_API WorldModelEnv final : public Env {
 public:
  explicit WorldModelEnv(WorldModel model);
  ~WorldModelEnv() override;
  Result<EnvState> reset(SessionStart start = {}) override;
  Result<Observation> step(Action action) override;
  std::optional<EnvState> state() const override;
  void close() noexcept override;

  const std::optional<SessionId>& session_id() const noexcept { return session_; }

 private:
  WorldModel model_;
  std::optional<SessionId> session_;
};

/// An agent that says this message is done.
inline constexpr std::string_view done_signal = "<DONE>";

/// Chooses the next action. Distinct objects: safe. Shared objects: unsafe.
class WMH_API Agent {
 public:
  virtual ~Agent();
  virtual Result<Action> act(const std::optional<std::string>& task, const EnvState& state,
                             const std::vector<Step>& history) = 0;
};

enum class StopReason { agent_done, max_steps, env_error, agent_error };
WMH_API std::string_view to_string(StopReason reason) noexcept;

struct EpisodeResult {
  std::optional<std::string> task{};
  std::vector<Step> steps{};
  StopReason stop_reason = StopReason::max_steps;
  std::optional<Error> error{};  ///< Set for env_error and agent_error.
};

/// Lets `agent` work in `env` until it says done_signal, an error happens or `max_steps` are taken.
/// Fails with errc::invalid_argument when max_steps is 0; anything later is in the result.
WMH_API Result<EpisodeResult> run_episode(Env& env, Agent& agent, SessionStart start = {},
                                          std::size_t max_steps = 20);

WMH_END_NAMESPACE
