#include "engine/live_session.hpp"

#include <wmh/json.hpp>

#include "engine/packed_evidence.hpp"
#include "engine/session_usage.hpp"
#include "util/hash.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Where the scratchpad ends up when a step leaves a note.
std::string with_note(const std::string& scratchpad, const std::string& note) {
  if (note.empty()) return scratchpad;
  return fmt::format("{}{}- {}", scratchpad, scratchpad.empty() ? "" : "\n", note);
}

}  // namespace

std::string with_change(const std::string& changes, const Action& action) {
  return fmt::format("{:016x}", blake2b_64_number(changes + canonical_json(to_json(action))));
}

std::string question_of(const Action& action, const std::string& changes) {
  return changes + '\n' + canonical_json(to_json(action));
}

LiveSession::LiveSession(KeptSession kept, std::size_t max_waiting)
    : id_(kept.id), owner_(kept.owner), turns_(max_waiting) {
  take_over(std::move(kept));
}

void LiveSession::take_over(KeptSession kept) {
  task_ = std::move(kept.task);
  state_ = std::move(kept.state);
  seed_ = kept.seed;
  world_ = std::move(kept.world);
  changes_ = std::move(kept.changes);
  usage_ = std::move(kept.usage);
  opened_ = kept.opened;
  version_ = kept.version;
  steps_taken_ = kept.steps_taken - kept.steps.size();
  history_ = std::make_shared<std::deque<Step>>();
  memory_ = std::make_shared<SessionMemory>();
  marks_.clear();
  index_by_key_.clear();
  for (KeptStep& step : kept.steps)
    append(std::move(step));
}

Observation LiveSession::append(KeptStep step) {
  if (!step.key.empty()) index_by_key_[step.key] = step.index;
  Mark mark{std::move(step.key), std::move(step.changes_before), {}};
  Observation whole = lighten(step.step, mark);
  history_->push_back(std::move(step.step));
  marks_.push_back(std::move(mark));
  ++steps_taken_;
  return whole;
}

Observation LiveSession::lighten(Step& step, Mark& mark) {
  PackedObservation packed = pack(step.observation);
  step.task.reset();
  mark.evidence = std::move(packed.evidence);
  return std::exchange(step.observation, std::move(packed.rest));
}

Step LiveSession::whole_step(std::size_t at) const {
  Step step = (*history_)[at];
  step.observation = unpack(std::move(step.observation), marks_[at].evidence);
  step.task = task_;
  return step;
}

KeptStep LiveSession::kept_step(std::size_t at) const {
  return {first_kept() + at, whole_step(at), marks_[at].key, marks_[at].changes_before};
}

Session LiveSession::snapshot() const {
  std::lock_guard lock(mutex_);
  Session session{id_, task_, state_, {}, steps_taken_, seed_, world_, owner_, opened_};
  session.history.reserve(history_->size());
  for (std::size_t at = 0; at < history_->size(); ++at)
    session.history.push_back(whole_step(at));
  return session;
}

KeptSession LiveSession::kept() const {
  std::lock_guard lock(mutex_);
  KeptSession kept{id_,      task_,  state_,  seed_,        world_, owner_,
                   changes_, usage_, opened_, steps_taken_, {},     version_};
  kept.steps.reserve(history_->size());
  for (std::size_t at = 0; at < history_->size(); ++at)
    kept.steps.push_back(kept_step(at));
  return kept;
}

EnvState LiveSession::state() const {
  std::lock_guard lock(mutex_);
  return state_;
}

UsageRecord LiveSession::usage() const {
  std::lock_guard lock(mutex_);
  return usage_;
}

std::int64_t LiveSession::version() const {
  std::lock_guard lock(mutex_);
  return version_;
}

std::string LiveSession::world() const {
  std::lock_guard lock(mutex_);
  return world_;
}

PredictionRequest LiveSession::request(Action action) const {
  std::lock_guard lock(mutex_);
  PredictionRequest request(std::move(action));
  request.task = task_;
  request.state = state_;
  request.history = history_;
  request.first_step = first_kept();
  request.memory = memory_;
  request.seed = seed_;
  return request;
}

std::string LiveSession::question(const Action& action) const {
  std::lock_guard lock(mutex_);
  return question_of(action, changes_);
}

Result<std::optional<StepAnswer>> LiveSession::answered(const StepRequest& request) const {
  std::lock_guard lock(mutex_);
  const auto found = index_by_key_.find(request.key);
  if (request.key.empty() || found == index_by_key_.end()) return std::optional<StepAnswer>();
  const std::size_t at = found->second - first_kept();
  if (!((*history_)[at].action == request.action))
    return Error(errc::invalid_argument,
                 fmt::format("idempotency key \"{}\" was used with another action in this session; "
                             "use a new key for a new step",
                             request.key));
  const bool last = at + 1 == history_->size();
  EnvState after = last ? state_ : (*history_)[at + 1].state_before;
  return std::optional(
      StepAnswer{whole_step(at).observation, std::move(after), found->second, true});
}

SessionChange LiveSession::no_change() const {
  return {version_ + 1,      std::nullopt, steps_taken_, first_kept(),
          state_.scratchpad, changes_,     usage_,       std::nullopt};
}

SessionChange LiveSession::after_step(Taken taken, std::size_t max_history) const {
  std::lock_guard lock(mutex_);
  SessionChange change = no_change();
  count_step(change.usage, taken.prediction, taken.elapsed);
  if (taken.changes_state) change.changes = with_change(changes_, taken.action);
  const std::string& note = taken.prediction.state_note;
  change.scratchpad = with_note(state_.scratchpad, note);
  Step step{std::move(taken.action), std::move(taken.prediction.observation), state_, task_};
  if (!note.empty()) step.observation.metadata["state_note"] = note;
  change.step = KeptStep{steps_taken_, std::move(step), std::move(taken.key), changes_};
  ++change.steps_taken;
  const std::size_t kept = std::min(history_->size() + 1, max_history);
  change.first_kept = change.steps_taken - kept;
  return change;
}

SessionChange LiveSession::after_verdict(const EpisodeVerdict& verdict,
                                         std::size_t judged_steps) const {
  std::lock_guard lock(mutex_);
  SessionChange change = no_change();
  count_verdict(change.usage, verdict);
  if (!verdict.valid || judged_steps <= first_kept()) return change;
  change.step = kept_step(judged_steps - 1 - first_kept());
  change.step->step.observation.reward = verdict.reward;
  return change;
}

std::deque<Step>& LiveSession::own_history() {
  // A predictor may have kept the history it was shown; then that copy stays as it is.
  if (history_.use_count() > 1) history_ = std::make_shared<std::deque<Step>>(*history_);
  return *history_;
}

Result<Observation> LiveSession::apply(SessionChange change) {
  std::lock_guard lock(mutex_);
  if (ended_) return Error(errc::not_found, "session " + id_.str() + " ended meanwhile");
  const bool is_late = change.version <= version_;
  if (!is_late) take_figures(change);
  if (!change.step) return Observation();
  if (is_late) return std::move(change.step->step.observation);
  std::deque<Step>& history = own_history();
  if (change.step->index < steps_taken_) {
    const std::size_t at = change.step->index - first_kept();
    Observation whole = lighten(change.step->step, marks_[at]);
    history[at] = std::move(change.step->step);
    return whole;
  }
  Observation whole = append(std::move(*change.step));
  forget_before(change.first_kept);
  return whole;
}

void LiveSession::take_figures(SessionChange& change) {
  version_ = change.version;
  state_.scratchpad = std::move(change.scratchpad);
  changes_ = std::move(change.changes);
  usage_ = std::move(change.usage);
}

void LiveSession::forget_before(std::size_t first) {
  if (first_kept() >= first) return;
  while (first_kept() < first) {
    history_->pop_front();
    marks_.pop_front();
  }
  std::erase_if(index_by_key_, [&](const auto& key) { return key.second < first; });
}

void LiveSession::reload(KeptSession kept) {
  std::lock_guard lock(mutex_);
  if (kept.version > version_) take_over(std::move(kept));
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
