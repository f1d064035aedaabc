#pragma once

#include <wmh/world_model.hpp>

#include "engine/turn_queue.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A session in memory. What it holds changes only in apply() and reload(), which the owner of the
/// turn calls; it may be looked at from any thread meanwhile.
class LiveSession {
 public:
  LiveSession(KeptSession kept, std::size_t max_waiting);

  const SessionId& id() const noexcept { return id_; }
  const std::string& owner() const noexcept { return owner_; }
  TurnQueue& turns() noexcept { return turns_; }

  Session snapshot() const;
  KeptSession kept() const;
  EnvState state() const;
  UsageRecord usage() const;
  std::int64_t version() const;
  std::string world() const;

  /// What the predictor is told about the session.
  PredictionRequest request(Action action) const;
  /// What an action asks of the session's world.
  std::string question(const Action& action) const;
  /// The answer to an earlier step with that key; nullopt when none of the kept steps has it.
  Result<std::optional<StepAnswer>> answered(const StepRequest& request) const;

  struct Taken {
    Action action;
    std::string key{};
    Prediction prediction{};
    std::chrono::duration<double> elapsed{};
    bool changes_state = false;
  };
  /// What the step changes; nothing has changed yet.
  SessionChange after_step(Taken taken, std::size_t max_history) const;
  /// What a verdict on the first `judged_steps` steps changes: the last of them gets the reward.
  SessionChange after_verdict(const EpisodeVerdict& verdict, std::size_t judged_steps) const;

  /// Returns the observation of the change's step, if it has one, as it came. Changes nothing where
  /// reload() has brought it already. Fails with errc::not_found after end().
  Result<Observation> apply(SessionChange change);
  /// Takes over what another process has made of the session, if it is later.
  void reload(KeptSession kept);
  void count_failure();
  /// Nothing is applied any more. Returns what was used.
  UsageRecord end();

 private:
  /// What a kept step has beside what predictors are shown.
  struct Mark {
    std::string key;
    std::string changes_before;
    std::string evidence;  ///< See pack().
  };
  SessionChange no_change() const;
  void take_over(KeptSession kept);
  Observation append(KeptStep step);
  /// Takes off what is not kept with each step; returns the observation as it was.
  static Observation lighten(Step& step, Mark& mark);
  void take_figures(SessionChange& change);
  void forget_before(std::size_t first);
  Step whole_step(std::size_t at) const;
  KeptStep kept_step(std::size_t at) const;
  std::deque<Step>& own_history();
  std::size_t first_kept() const { return steps_taken_ - history_->size(); }

  const SessionId id_;
  const std::string owner_;
  TurnQueue turns_;
  mutable std::mutex mutex_;  // guards what follows
  std::optional<std::string> task_;
  EnvState state_;
  std::optional<std::int64_t> seed_;
  std::string world_;
  std::string changes_;
  std::chrono::system_clock::time_point opened_;
  /// Without the task, which is the same for all and may be the longest part of a step, and
  /// without evidence.
  std::shared_ptr<std::deque<Step>> history_ = std::make_shared<std::deque<Step>>();
  std::shared_ptr<SessionMemory> memory_;
  std::deque<Mark> marks_;  // of the steps of history_
  std::map<std::string, std::size_t, std::less<>> index_by_key_;
  std::size_t steps_taken_ = 0;
  std::int64_t version_ = 0;
  UsageRecord usage_;
  bool ended_ = false;
};

/// What `changes` becomes with one more action that changes state.
std::string with_change(const std::string& changes, const Action& action);
/// The question that an action asks of a world after those changes.
std::string question_of(const Action& action, const std::string& changes);

}  // namespace detail
WMH_END_NAMESPACE
