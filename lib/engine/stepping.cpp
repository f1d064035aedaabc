#include "engine/stepping.hpp"

#include "util/source_of.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Gives the turn back when the step ends, however it ends.
class Turn {
 public:
  explicit Turn(TurnQueue& turns) : turns_(turns) {}
  ~Turn() { turns_.leave(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  TurnQueue& turns_;
};

/// The same for the claim on the session in its store.
class Claim {
 public:
  Claim(SessionStore& store, const SessionId& id) : store_(store), id_(id) {}
  ~Claim() { store_.release(id_); }
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;

 private:
  SessionStore& store_;
  const SessionId& id_;
};

/// The answer of a world to a question, which cost nothing this time.
Prediction settled(Observation observation) {
  Prediction prediction;
  if (const auto* note = observation.metadata.if_contains("state_note"); note && note->is_string())
    prediction.state_note = std::string(note->get_string());
  prediction.observation = std::move(observation);
  return prediction;
}

/// What a world is to agree on: the observation as a session would keep it.
Observation proposal_of(const Prediction& prediction) {
  Observation observation = prediction.observation;
  if (!prediction.state_note.empty()) observation.metadata["state_note"] = prediction.state_note;
  return observation;
}

}  // namespace

Task<StepAnswer> Stepping::step(StepRequest request) {
  auto found = co_await sessions_.find(request.session);
  if (!found) co_return std::move(found).error();
  const std::shared_ptr<LiveSession> session = std::move(*found);
  auto entered = co_await session->turns().enter();
  if (!entered) co_return std::move(entered).error().in("step");
  const Turn turn(session->turns());
  auto claimed = co_await sessions_.claim(session);
  if (!claimed) co_return std::move(claimed).error().in("step");
  const Claim claim(sessions_.store(), session->id());

  auto before = session->answered(request);
  if (!before) co_return std::move(before).error();
  if (*before) co_return std::move(**before);
  co_return co_await take(session, std::move(request));
}

Task<StepAnswer> Stepping::take(std::shared_ptr<LiveSession> session, StepRequest request) {
  const auto begin = std::chrono::steady_clock::now();
  auto prediction = co_await predict(session, request.action);
  if (!prediction) {
    session->count_failure();
    co_return std::move(prediction).error().in("step");
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  const bool changes_state = predictor_->changes_state(request.action);
  LiveSession::Taken taken{std::move(request.action), std::move(request.key),
                           std::move(*prediction), elapsed, changes_state};
  SessionChange change = session->after_step(std::move(taken), options_.max_history);
  change.asked = begin;
  StepAnswer answer{{}, change.step->step.state_before, change.step->index};
  answer.state.scratchpad = change.scratchpad;
  std::optional<RecordedStep> lesson;
  if (options_.enrich)
    lesson = RecordedStep{change.step->step, session->id().str(), change.step->index};
  auto changed = co_await sessions_.change(session, std::move(change));
  if (!changed) co_return std::move(changed).error().in("step");
  answer.observation = std::move(*changed);
  report(session->id(), answer, elapsed);
  if (lesson) (void)co_await enrich(std::move(*lesson));
  co_return answer;
}

Task<Prediction> Stepping::predict(std::shared_ptr<LiveSession> session, Action action) {
  const std::string world = session->world();
  if (!world.empty()) {
    auto known = co_await sessions_.store().agreed(world, session->question(action));
    if (!known) co_return std::move(known).error();
    if (*known) co_return settled(std::move(**known));
  }
  auto prediction = co_await predictor_->predict(session->request(action));
  if (!prediction || world.empty()) co_return prediction;
  co_return co_await agree(std::move(session), std::move(action), std::move(*prediction));
}

Task<Prediction> Stepping::agree(std::shared_ptr<LiveSession> session, Action action,
                                 Prediction prediction) {
  auto agreed = co_await sessions_.store().agree(session->world(), session->question(action),
                                                 proposal_of(prediction));
  if (!agreed) co_return std::move(agreed).error();
  Prediction common = settled(std::move(*agreed));
  prediction.observation = std::move(common.observation);
  prediction.state_note = std::move(common.state_note);
  co_return prediction;
}

void Stepping::report(const SessionId& session, const StepAnswer& step,
                      std::chrono::duration<double> elapsed) const {
  if (!options_.observer || !options_.observer->enabled(Severity::debug)) return;
  const Field fields[] = {{"wmh.session", std::string_view(session.str())},
                          {"wmh.step", static_cast<std::int64_t>(step.index)},
                          {"wmh.step.duration", elapsed.count()},
                          {"wmh.step.source", source_of(step.observation)}};
  options_.observer->on_event({Severity::debug, "wmh.step", fields});
}

/// Shows the step to later sessions. It has been taken already, so a failure is told, not returned.
Task<Done> Stepping::enrich(RecordedStep recorded) {
  auto learned = co_await predictor_->learn(std::move(recorded));
  if (!learned && options_.observer) {
    const Field fields[] = {{"error.message", std::string_view(learned.error().message())}};
    options_.observer->on_event({Severity::warning, "wmh.enrich.failed", fields});
  }
  co_return Done{};
}

Task<EpisodeVerdict> Stepping::score(SessionId id) {
  if (!options_.episode_judge)
    co_return Error(errc::invalid_argument,
                    "score: no judge; set WorldModelOptions::episode_judge");
  auto found = co_await sessions_.latest(std::move(id));
  if (!found) co_return std::move(found).error();
  Session session = (*found)->snapshot();
  auto verdict =
      co_await options_.episode_judge->judge(std::move(session.task), std::move(session.history));
  if (!verdict) co_return std::move(verdict).error().in("score");
  auto kept = co_await keep(*found, *verdict, session.steps_taken);
  if (!kept) co_return std::move(kept).error().in("score");
  co_return std::move(*verdict);
}

Task<Done> Stepping::keep(std::shared_ptr<LiveSession> session, EpisodeVerdict verdict,
                          std::size_t judged_steps) {
  auto entered = co_await session->turns().enter();
  if (!entered) co_return std::move(entered).error();
  const Turn turn(session->turns());
  auto claimed = co_await sessions_.claim(session);
  if (!claimed) co_return std::move(claimed).error();
  const Claim claim(sessions_.store(), session->id());
  SessionChange change = session->after_verdict(verdict, judged_steps);
  auto changed = co_await sessions_.change(session, std::move(change));
  if (!changed) co_return std::move(changed).error();
  co_return Done{};
}

}  // namespace detail
WMH_END_NAMESPACE
