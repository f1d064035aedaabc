#pragma once

#include <wmh/world_model.hpp>

#include <functional>
#include <memory>
#include <stop_token>

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

enum class StopReason { agent_done, max_steps, env_error, agent_error, cancelled };
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

/// What run_episodes needs for one episode. The functions are called on the episode's thread.
struct EpisodeSetup {
  std::function<Result<std::unique_ptr<Env>>()> open_env{};
  std::function<Result<std::unique_ptr<Agent>>()> open_agent{};
  SessionStart start{};
};

struct EpisodesOptions {
  std::size_t max_steps = 20;
  /// Episodes at a time, each on a thread; 0: as many as the machine has processors.
  std::size_t concurrency = 0;
  /// Once it is asked for, episodes end before their next step, and others do not begin.
  std::stop_token stop{};
  /// Called after each episode, by one thread at a time, with the number of those that are over.
  std::function<void(std::size_t done)> on_done{};
};

/// Steps many environments at once. Result i is of setup i, whatever order they ran in, and does
/// not depend on `concurrency`. An episode that cannot begin is an error in its place: that of
/// open_env or open_agent, or errc::cancelled; it stops no other. An exception of an environment or
/// an agent counts as errc::internal. Returns when all threads have ended.
WMH_API std::vector<Result<EpisodeResult>> run_episodes(std::vector<EpisodeSetup> setups,
                                                        EpisodesOptions options = {});

WMH_END_NAMESPACE
