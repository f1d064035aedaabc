#include <wmh/world_model.hpp>

#include "engine/session_table.hpp"
#include "util/run_here.hpp"
#include "util/runtime.hpp"

WMH_BEGIN_NAMESPACE
namespace {

/// Gives the turn back when the step ends, however it ends.
class Turn {
 public:
  explicit Turn(detail::TurnQueue& turns) : turns_(turns) {}
  ~Turn() { turns_.leave(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  detail::TurnQueue& turns_;
};

std::string_view source_of(const Observation& observation) {
  const auto* source = observation.metadata.if_contains("source");
  return source && source->is_string() ? std::string_view(source->get_string()) : "";
}

}  // namespace

struct WorldModel::Impl {
  Impl(std::shared_ptr<Predictor> plays, WorldModelOptions given, asio::any_io_executor on)
      : predictor(std::move(plays)),
        options(std::move(given)),
        sessions(options),
        executor(std::move(on)) {}

  const std::shared_ptr<Predictor> predictor;
  const WorldModelOptions options;
  detail::SessionTable sessions;
  const asio::any_io_executor executor;
  detail::Runtime runtime;  // last: its thread must end before the rest goes

  asio::any_io_executor get_executor() { return executor ? executor : runtime.get(); }

  void report(const RecordedStep& recorded, std::chrono::duration<double> elapsed) const {
    if (!options.observer || !options.observer->enabled(Severity::debug)) return;
    const Field fields[] = {{"wmh.session", std::string_view(recorded.trace_id)},
                            {"wmh.step", static_cast<std::int64_t>(recorded.index)},
                            {"wmh.step.duration", elapsed.count()},
                            {"wmh.step.source", source_of(recorded.step.observation)}};
    options.observer->on_event({Severity::debug, "wmh.step", fields});
  }

  /// Shows the step to later sessions. It has been taken already, so a failure is told, not
  /// returned.
  static Task<Done> enrich(std::shared_ptr<Impl> self, RecordedStep recorded) {
    auto learned = co_await self->predictor->learn(std::move(recorded));
    if (!learned && self->options.observer) {
      const Field fields[] = {{"error.message", std::string_view(learned.error().message())}};
      self->options.observer->on_event({Severity::warning, "wmh.enrich.failed", fields});
    }
    co_return Done{};
  }

  static Task<Observation> step(std::shared_ptr<Impl> self, SessionId id, Action action) {
    auto found = self->sessions.find(id);
    if (!found) co_return std::move(found).error();
    const std::shared_ptr<detail::LiveSession> session = std::move(*found);
    auto entered = co_await session->turns().enter();
    if (!entered) co_return std::move(entered).error().in("step");
    const Turn turn(session->turns());

    const auto begin = std::chrono::steady_clock::now();
    auto prediction = co_await self->predictor->predict(session->request(action));
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    if (!prediction) {
      session->count_failure();
      co_return std::move(prediction).error().in("step");
    }
    detail::LiveSession::Taken taken{std::move(action), std::move(*prediction), elapsed};
    auto recorded = session->commit(std::move(taken), self->options.max_history);
    if (!recorded) co_return std::move(recorded).error();
    self->report(*recorded, elapsed);
    if (!self->options.enrich) co_return std::move(recorded->step.observation);
    Observation observation = recorded->step.observation;
    (void)co_await enrich(self, std::move(*recorded));
    co_return observation;
  }

  static Task<EpisodeVerdict> score(std::shared_ptr<Impl> self, SessionId id) {
    if (!self->options.episode_judge)
      co_return Error(errc::invalid_argument,
                      "score: no judge; set WorldModelOptions::episode_judge");
    auto found = self->sessions.find(id);
    if (!found) co_return std::move(found).error();
    Session session = (*found)->snapshot();
    auto verdict = co_await self->options.episode_judge->judge(std::move(session.task),
                                                               std::move(session.history));
    if (!verdict) co_return std::move(verdict).error().in("score");
    (*found)->take_verdict(*verdict, session.steps_taken);
    co_return std::move(*verdict);
  }
};

WorldModel::WorldModel(std::shared_ptr<Predictor> predictor, WorldModelOptions options,
                       asio::any_io_executor executor)
    : impl_(std::make_shared<Impl>(std::move(predictor), std::move(options), std::move(executor))) {
}

WorldModel::~WorldModel() = default;
WorldModel::WorldModel(const WorldModel& other) noexcept : impl_(other.impl_) {}
WorldModel& WorldModel::operator=(const WorldModel& other) noexcept {
  impl_ = other.impl_;
  own_.reset();
  return *this;
}
WorldModel::WorldModel(WorldModel&&) noexcept = default;
WorldModel& WorldModel::operator=(WorldModel&&) noexcept = default;

Result<Session> WorldModel::new_session(SessionStart start) {
  auto session = impl_->sessions.open(std::move(start));
  if (!session) return std::move(session).error();
  return (*session)->snapshot();
}

Result<Session> WorldModel::session(const SessionId& id) const {
  auto session = impl_->sessions.find(id);
  if (!session) return std::move(session).error();
  return (*session)->snapshot();
}

Result<EnvState> WorldModel::session_state(const SessionId& id) const {
  auto session = impl_->sessions.find(id);
  if (!session) return std::move(session).error();
  return (*session)->state();
}

Result<UsageRecord> WorldModel::session_usage(const SessionId& id) const {
  auto session = impl_->sessions.find(id);
  if (!session) return std::move(session).error();
  return (*session)->usage();
}

Result<UsageRecord> WorldModel::end_session(const SessionId& id) {
  auto session = impl_->sessions.remove(id);
  if (!session) return std::move(session).error();
  return (*session)->end();
}

std::size_t WorldModel::session_count() const {
  return impl_->sessions.size();
}

void WorldModel::start_step(std::shared_ptr<Impl> impl, SessionId session, Action action,
                            Handler<Observation> done) {
  auto executor = impl->get_executor();
  detail::spawn<Observation>(std::move(executor),
                             Impl::step(std::move(impl), std::move(session), std::move(action)),
                             std::move(done));
}

void WorldModel::start_score(std::shared_ptr<Impl> impl, SessionId session,
                             Handler<EpisodeVerdict> done) {
  auto executor = impl->get_executor();
  detail::spawn<EpisodeVerdict>(std::move(executor),
                                Impl::score(std::move(impl), std::move(session)), std::move(done));
}

Result<EpisodeVerdict> WorldModel::score_session(const SessionId& session) {
  return detail::run_here(Impl::score(impl_, session));
}

Result<Observation> WorldModel::step(const SessionId& session, Action action) {
  return detail::run_here(Impl::step(impl_, session, std::move(action)));
}

Result<Observation> WorldModel::step(Action action) {
  if (!own_) {
    auto opened = restart();
    if (!opened) return std::move(opened).error();
  }
  return step(*own_, std::move(action));
}

Result<Session> WorldModel::restart(SessionStart start) {
  if (own_) (void)end_session(*own_);
  own_.reset();
  auto session = new_session(std::move(start));
  if (session) own_ = session->id;
  return session;
}

WMH_END_NAMESPACE
