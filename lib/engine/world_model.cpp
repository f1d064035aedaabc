#include <wmh/world_model.hpp>

#include "engine/stepping.hpp"
#include "util/run_here.hpp"
#include "util/runtime.hpp"

WMH_BEGIN_NAMESPACE

struct WorldModel::Impl {
  Impl(std::shared_ptr<Predictor> plays, WorldModelOptions given, asio::any_io_executor on)
      : options(std::move(given)),
        sessions(options),
        stepping(std::move(plays), options, sessions),
        executor(std::move(on)) {}

  const WorldModelOptions options;
  detail::Sessions sessions;
  detail::Stepping stepping;
  const asio::any_io_executor executor;
  detail::Runtime runtime;  // last: its thread must end before the rest goes

  // Each task keeps the model alive.

  static Task<Session> open(std::shared_ptr<Impl> self, SessionStart start) {
    auto session = co_await self->sessions.open(std::move(start));
    if (!session) co_return std::move(session).error();
    co_return (*session)->snapshot();
  }
  static Task<Session> session(std::shared_ptr<Impl> self, SessionId id) {
    auto session = co_await self->sessions.latest(std::move(id));
    if (!session) co_return std::move(session).error();
    co_return (*session)->snapshot();
  }
  static Task<EnvState> state(std::shared_ptr<Impl> self, SessionId id) {
    auto session = co_await self->sessions.latest(std::move(id));
    if (!session) co_return std::move(session).error();
    co_return (*session)->state();
  }
  static Task<UsageRecord> usage(std::shared_ptr<Impl> self, SessionId id) {
    auto session = co_await self->sessions.latest(std::move(id));
    if (!session) co_return std::move(session).error();
    co_return (*session)->usage();
  }
  static Task<UsageRecord> end(std::shared_ptr<Impl> self, SessionId id) {
    co_return co_await self->sessions.end(std::move(id));
  }
  static Task<std::vector<SessionId>> fork(std::shared_ptr<Impl> self, ForkRequest request) {
    co_return co_await self->sessions.fork(std::move(request));
  }
  static Task<StepAnswer> step(std::shared_ptr<Impl> self, StepRequest request) {
    co_return co_await self->stepping.step(std::move(request));
  }
  static Task<Observation> observe(std::shared_ptr<Impl> self, StepRequest request) {
    auto answer = co_await self->stepping.step(std::move(request));
    if (!answer) co_return std::move(answer).error();
    co_return std::move(answer->observation);
  }
  static Task<EpisodeVerdict> score(std::shared_ptr<Impl> self, SessionId id) {
    co_return co_await self->stepping.score(std::move(id));
  }

  template <class T, class Argument>
  static void start(Place place, Task<T> (*task)(std::shared_ptr<Impl>, Argument),
                    Argument argument, Handler<T> done) {
    auto executor = place.executor         ? std::move(place.executor)
                    : place.impl->executor ? place.impl->executor
                                           : place.impl->runtime.get();
    detail::spawn<T>(std::move(executor), task(std::move(place.impl), std::move(argument)),
                     std::move(done));
  }
};

WorldModel::WorldModel(std::shared_ptr<Predictor> predictor, WorldModelOptions options,
                       asio::any_io_executor executor)
    : place_{
          std::make_shared<Impl>(std::move(predictor), std::move(options), std::move(executor))} {}

WorldModel::~WorldModel() = default;
WorldModel::WorldModel(const WorldModel& other) noexcept : place_(other.place_) {}
WorldModel& WorldModel::operator=(const WorldModel& other) noexcept {
  place_ = other.place_;
  own_.reset();
  return *this;
}
WorldModel::WorldModel(WorldModel&&) noexcept = default;
WorldModel& WorldModel::operator=(WorldModel&&) noexcept = default;

WorldModel WorldModel::on(asio::any_io_executor executor) const {
  WorldModel handle(*this);
  handle.place_.executor = std::move(executor);
  return handle;
}

Result<Session> WorldModel::new_session(SessionStart start) {
  return detail::run_here(Impl::open(place_.impl, std::move(start)));
}

Result<Session> WorldModel::session(const SessionId& id) const {
  return detail::run_here(Impl::session(place_.impl, id));
}

Result<EnvState> WorldModel::session_state(const SessionId& id) const {
  return detail::run_here(Impl::state(place_.impl, id));
}

Result<UsageRecord> WorldModel::session_usage(const SessionId& id) const {
  return detail::run_here(Impl::usage(place_.impl, id));
}

Result<UsageRecord> WorldModel::end_session(const SessionId& id) {
  return detail::run_here(Impl::end(place_.impl, id));
}

bool WorldModel::holds_session(const SessionId& id) const {
  return place_.impl->sessions.holds(id);
}

std::size_t WorldModel::session_count() const {
  return place_.impl->sessions.in_memory();
}

Result<std::vector<SessionId>> WorldModel::fork(ForkRequest request) {
  return detail::run_here(Impl::fork(place_.impl, std::move(request)));
}

Result<StepAnswer> WorldModel::step(StepRequest request) {
  return detail::run_here(Impl::step(place_.impl, std::move(request)));
}

Result<Observation> WorldModel::step(const SessionId& session, Action action) {
  StepRequest request(session, std::move(action));
  return detail::run_here(Impl::observe(place_.impl, std::move(request)));
}

Result<EpisodeVerdict> WorldModel::score_session(const SessionId& session) {
  return detail::run_here(Impl::score(place_.impl, session));
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

void WorldModel::start_new_session(Place place, SessionStart start, Handler<Session> done) {
  Impl::start(std::move(place), &Impl::open, std::move(start), std::move(done));
}
void WorldModel::start_session(Place place, SessionId id, Handler<Session> done) {
  Impl::start(std::move(place), &Impl::session, std::move(id), std::move(done));
}
void WorldModel::start_usage(Place place, SessionId id, Handler<UsageRecord> done) {
  Impl::start(std::move(place), &Impl::usage, std::move(id), std::move(done));
}
void WorldModel::start_end(Place place, SessionId id, Handler<UsageRecord> done) {
  Impl::start(std::move(place), &Impl::end, std::move(id), std::move(done));
}
void WorldModel::start_fork(Place place, ForkRequest request,
                            Handler<std::vector<SessionId>> done) {
  Impl::start(std::move(place), &Impl::fork, std::move(request), std::move(done));
}
void WorldModel::start_observation(Place place, StepRequest request, Handler<Observation> done) {
  Impl::start(std::move(place), &Impl::observe, std::move(request), std::move(done));
}
void WorldModel::start_step(Place place, StepRequest request, Handler<StepAnswer> done) {
  Impl::start(std::move(place), &Impl::step, std::move(request), std::move(done));
}
void WorldModel::start_score(Place place, SessionId session, Handler<EpisodeVerdict> done) {
  Impl::start(std::move(place), &Impl::score, std::move(session), std::move(done));
}

WMH_END_NAMESPACE
