#pragma once

#include <wmh/world_model.hpp>

#include "engine/turn_queue.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A session that is being stepped. What it holds changes only in commit(), which the owner of the
/// turn calls; snapshots may be taken from any thread meanwhile.
class LiveSession {
 public:
  LiveSession(SessionId id, SessionStart start, std::size_t max_waiting);

  const SessionId& id() const noexcept { return id_; }
  TurnQueue& turns() noexcept { return turns_; }

  Session snapshot() const;
  EnvState state() const;
  UsageRecord usage() const;

  /// What the predictor is told about the session.
  PredictionRequest request(Action action) const;

  struct Taken {
    Action action;
    Prediction prediction{};
    std::chrono::duration<double> elapsed{};
  };
  /// Appends the step and the state note and returns the step, with its position in the session;
  /// older steps than `max_history` are forgotten. Fails with errc::not_found after end().
  Result<RecordedStep> commit(Taken taken, std::size_t max_history);
  void count_failure();
  /// Takes what a judge said of the first `judged_steps` steps: the last of them gets the reward.
  void take_verdict(const EpisodeVerdict& verdict, std::size_t judged_steps);

  /// No step is committed any more. Returns what was used.
  UsageRecord end();

 private:
  void count(const Prediction& prediction, double seconds);
  void add(Spending spent, std::string_view model);

  const SessionId id_;
  TurnQueue turns_;
  mutable std::mutex mutex_;  // guards what follows
  std::optional<std::string> task_;
  EnvState state_;
  std::shared_ptr<std::deque<Step>> history_ = std::make_shared<std::deque<Step>>();
  std::size_t steps_taken_ = 0;
  UsageRecord usage_;
  bool ended_ = false;
};

}  // namespace detail
WMH_END_NAMESPACE
