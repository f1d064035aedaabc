#include "engine/live_session.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string source_of(const Observation& observation) {
  const auto* source = observation.metadata.if_contains("source");
  return source && source->is_string() ? std::string(source->get_string()) : "model";
}

}  // namespace

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

void LiveSession::count(const Prediction& prediction, double seconds) {
  ++usage_.steps;
  ++usage_.steps_by_source[source_of(prediction.observation)];
  usage_.calls_saved += prediction.calls_saved;
  if (prediction.calls == 0) return;
  Spending spent;
  spent.calls = prediction.calls;
  spent.tokens = prediction.usage;
  spent.seconds = seconds;
  add(spent, prediction.model);
}

void LiveSession::add(Spending spent, std::string_view model) {
  const auto cost = cost_in_usd(model, spent.tokens);
  spent.cost_usd = cost.value_or(0);
  if (!cost) spent.unpriced_calls = spent.calls;
  usage_.spent += spent;
}

void LiveSession::take_verdict(const EpisodeVerdict& verdict, std::size_t judged_steps) {
  const std::lock_guard lock(mutex_);
  if (!verdict.model.empty()) {
    Spending spent;
    spent.calls = 1;
    spent.tokens = verdict.usage;
    add(spent, verdict.model);
  }
  const std::size_t forgotten = steps_taken_ - history_->size();
  if (!verdict.valid || judged_steps <= forgotten) return;
  // A predictor may hold the history that it was shown.
  if (history_.use_count() > 1) history_ = std::make_shared<std::deque<Step>>(*history_);
  (*history_)[judged_steps - forgotten - 1].observation.reward = verdict.reward;
}

Result<RecordedStep> LiveSession::commit(Taken taken, std::size_t max_history) {
  std::lock_guard lock(mutex_);
  if (ended_) return Error(errc::not_found, "session " + id_.str() + " ended during the step");
  usage_.stepping += taken.elapsed;
  count(taken.prediction, taken.elapsed.count());

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
