#include "engine/live_session.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

LiveSession::LiveSession(SessionId id, SessionStart start, std::size_t max_waiting)
    : id_(std::move(id)),
      turns_(max_waiting),
      task_(std::move(start.task)),
      state_(std::move(start.seed_state)) {}

Session LiveSession::snapshot() const {
  std::lock_guard lock(mutex_);
  return {id_, task_, state_, {history_->begin(), history_->end()}, steps_taken_};
}

EnvState LiveSession::state() const {
  std::lock_guard lock(mutex_);
  return state_;
}

UsageRecord LiveSession::usage() const {
  std::lock_guard lock(mutex_);
  return usage_;
}

PredictionRequest LiveSession::request(Action action) const {
  std::lock_guard lock(mutex_);
  PredictionRequest request(std::move(action));
  request.task = task_;
  request.state = state_;
  request.history = history_;
  return request;
}

Result<RecordedStep> LiveSession::commit(Taken taken, std::size_t max_history) {
  std::lock_guard lock(mutex_);
  if (ended_) return Error(errc::not_found, "session " + id_.str() + " ended during the step");
  usage_.stepping += taken.elapsed;
  ++usage_.steps;
  usage_.tokens += taken.prediction.usage;

  Step step{std::move(taken.action), std::move(taken.prediction.observation), state_, task_};
  if (const auto& note = taken.prediction.state_note; !note.empty()) {
    step.observation.metadata["state_note"] = note;
    if (!state_.scratchpad.empty()) state_.scratchpad += '\n';
    state_.scratchpad.append("- ").append(note);
  }
  // A predictor may have kept the history it was shown; then that copy stays as it is.
  if (history_.use_count() > 1) history_ = std::make_shared<std::deque<Step>>(*history_);
  history_->push_back(step);
  while (history_->size() > max_history)
    history_->pop_front();
  return RecordedStep{std::move(step), id_.str(), steps_taken_++};
}

void LiveSession::count_failure() {
  std::lock_guard lock(mutex_);
  ++usage_.failed_steps;
}

UsageRecord LiveSession::end() {
  std::lock_guard lock(mutex_);
  ended_ = true;
  return usage_;
}

}  // namespace detail
WMH_END_NAMESPACE
