#pragma once

#include <wmh/judge.hpp>
#include <wmh/metering.hpp>
#include <wmh/observer.hpp>
#include <wmh/predictor.hpp>
#include <wmh/session_store.hpp>

#include <boost/asio/async_result.hpp>

#include <chrono>

WMH_BEGIN_NAMESPACE

struct WorldModelOptions {
  std::size_t max_history = 1000;  ///< Steps of a session that are kept; older ones are forgotten.
  /// In memory. Past it the least recently used session leaves memory if `store` keeps it, else
  /// new_session fails with errc::limit_reached.
  std::size_t max_sessions = 10'000;
  std::size_t max_queued_steps = 64;  ///< Waiting steps of one session; then errc::session_busy.
  /// Without a `store`, which has bounds of its own. 0: as many as there may be.
  std::size_t max_sessions_of_owner = 0;
  std::chrono::seconds idle_expiry{3600};  ///< A session unused for so long may leave memory.
  std::size_t max_answers = 100'000;      ///< Kept for all worlds without a `store`; then as above.
  std::shared_ptr<SessionStore> store{};  ///< Null: sessions live in memory, and end with it.
  bool enrich = false;  ///< Let steps of live sessions become evidence for later ones.
  std::shared_ptr<EpisodeJudge> episode_judge{};  ///< Of score_session.
  std::shared_ptr<Observer> observer{};
  std::function<std::chrono::steady_clock::time_point()> clock{};  ///< Null: the steady clock.
  std::function<std::string()> make_id{};  ///< Null: 32 random hexadecimal digits.
};

/// How a session starts.
class SessionStart {
 public:
  SessionStart() = default;
  explicit SessionStart(std::optional<std::string> about, EnvState from = {})
      : task(std::move(about)), seed_state(std::move(from)) {}

  std::optional<std::string> task{};
  EnvState seed_state{};
  std::optional<std::int64_t> seed{};  ///< For language models that take one.
  /// Sessions of one world give the same answer to the same question: to an equal action after the
  /// same changes of state. Empty: of none.
  std::string world{};
  std::string owner{};  ///< Whose it is: what WorldModelOptions::max_sessions_of_owner counts.
};

/// One step of a session.
class StepRequest {
 public:
  StepRequest(SessionId of, Action act, std::string idempotency_key = {})
      : session(std::move(of)), action(std::move(act)), key(std::move(idempotency_key)) {}

  SessionId session;
  Action action;
  /// A step with the key of an earlier one of the session is not taken again: it is answered as
  /// that one was. With another action it fails with errc::invalid_argument. Empty: none.
  std::string key{};
};

struct StepAnswer {
  Observation observation{};
  EnvState state{};       ///< After the step.
  std::size_t index = 0;  ///< Of the step in its session, from 0.
  bool repeated = false;  ///< The answer is that of an earlier request with the same key.
};

/// Sessions that go on from a step of another one.
class ForkRequest {
 public:
  explicit ForkRequest(SessionId of) : session(std::move(of)) {}

  SessionId session;
  std::optional<std::size_t> at{};  ///< The steps to keep; empty: all that were taken.
  std::size_t count = 1;
  std::string owner{};                 ///< Of the new ones; empty: that of the session.
  bool pin = false;                    ///< Put them into one world, in which those steps hold.
  std::optional<std::int64_t> seed{};  ///< Empty: that of the session.
};

/// A model of an environment, learned from recordings, that agents step against.
///
/// A cheap handle: copies share one model and its sessions. All functions may be called from any
/// thread at once, except that step(Action) and restart() use the handle's own session: give each
/// thread its own copy for those. The steps of one session run one at a time, in the order in which
/// they came.
class WMH_API WorldModel {
 public:
  /// Without an executor, async_step brings a thread of the model's own on its first use.
  explicit WorldModel(std::shared_ptr<Predictor> predictor, WorldModelOptions options = {},
                      asio::any_io_executor executor = {});
  ~WorldModel();
  WorldModel(const WorldModel& other) noexcept;  ///< The copy has no session of its own yet.
  WorldModel& operator=(const WorldModel& other) noexcept;
  WorldModel(WorldModel&&) noexcept;
  WorldModel& operator=(WorldModel&&) noexcept;

  /// A handle of the same model whose async operations run on `executor`.
  WorldModel on(asio::any_io_executor executor) const;

  // Each async_x(arguments..., token) takes any completion token of signature void(Result<T>) and
  // runs on the handle's executor; x(arguments...) does the same on the calling thread.

  /// Fails with errc::limit_reached when there are too many sessions and none has expired.
  Result<Session> new_session(SessionStart start = {});
  Result<Session> session(const SessionId& id) const;
  /// The state alone: session() copies the history as well.
  Result<EnvState> session_state(const SessionId& id) const;
  Result<UsageRecord> session_usage(const SessionId& id) const;
  Result<UsageRecord> end_session(const SessionId& id);
  bool holds_session(const SessionId& id) const;  ///< In memory.
  std::size_t session_count() const;              ///< In memory.

  /// Opens `count` sessions that have taken the first `at` steps of another, in the order of the
  /// result. Fails with errc::invalid_argument when it has not taken, or has forgotten, one of
  /// them. What it has used is not theirs.
  Result<std::vector<SessionId>> fork(ForkRequest request);

  /// Predicts what the environment answers and advances the session. A step that fails leaves the
  /// session as it was; so does one that is cancelled, with errc::cancelled.
  Result<Observation> step(const SessionId& session, Action action);
  Result<StepAnswer> step(StepRequest request);

  /// Judges what the agent did in the session so far, and sets the reward of its last step. Fails
  /// with errc::invalid_argument without an `episode_judge`. Steps go on meanwhile and are not
  /// judged.
  Result<EpisodeVerdict> score_session(const SessionId& session);

  /// Steps the handle's own session, which the first call opens.
  Result<Observation> step(Action action);
  /// Ends the handle's own session, if any, and opens another.
  Result<Session> restart(SessionStart start = {});

  template <TokenFor<Session> Token = asio::deferred_t>
  auto async_new_session(SessionStart start, Token&& token = {}) {
    return initiate<Session>(&WorldModel::start_new_session, token, std::move(start));
  }
  template <TokenFor<Session> Token = asio::deferred_t>
  auto async_session(SessionId id, Token&& token = {}) const {
    return initiate<Session>(&WorldModel::start_session, token, std::move(id));
  }
  template <TokenFor<UsageRecord> Token = asio::deferred_t>
  auto async_session_usage(SessionId id, Token&& token = {}) const {
    return initiate<UsageRecord>(&WorldModel::start_usage, token, std::move(id));
  }
  template <TokenFor<UsageRecord> Token = asio::deferred_t>
  auto async_end_session(SessionId id, Token&& token = {}) {
    return initiate<UsageRecord>(&WorldModel::start_end, token, std::move(id));
  }
  template <TokenFor<std::vector<SessionId>> Token = asio::deferred_t>
  auto async_fork(ForkRequest request, Token&& token = {}) {
    return initiate<std::vector<SessionId>>(&WorldModel::start_fork, token, std::move(request));
  }
  template <TokenFor<Observation> Token = asio::deferred_t>
  auto async_step(SessionId session, Action action, Token&& token = {}) {
    return initiate<Observation>(&WorldModel::start_observation, token,
                                 StepRequest(std::move(session), std::move(action)));
  }
  template <TokenFor<StepAnswer> Token = asio::deferred_t>
  auto async_step(StepRequest request, Token&& token = {}) {
    return initiate<StepAnswer>(&WorldModel::start_step, token, std::move(request));
  }
  template <TokenFor<EpisodeVerdict> Token = asio::deferred_t>
  auto async_score_session(SessionId session, Token&& token = {}) {
    return initiate<EpisodeVerdict>(&WorldModel::start_score, token, std::move(session));
  }

 private:
  struct Impl;
  struct Place {  ///< What runs, and where.
    std::shared_ptr<Impl> impl;
    asio::any_io_executor executor{};
  };
  static void start_new_session(Place place, SessionStart start, Handler<Session> done);
  static void start_session(Place place, SessionId id, Handler<Session> done);
  static void start_usage(Place place, SessionId id, Handler<UsageRecord> done);
  static void start_end(Place place, SessionId id, Handler<UsageRecord> done);
  static void start_fork(Place place, ForkRequest request, Handler<std::vector<SessionId>> done);
  static void start_observation(Place place, StepRequest request, Handler<Observation> done);
  static void start_step(Place place, StepRequest request, Handler<StepAnswer> done);
  static void start_score(Place place, SessionId session, Handler<EpisodeVerdict> done);

  template <class T, class Token, class Argument>
  auto initiate(void (*start)(Place, Argument, Handler<T>), Token& token, Argument argument) const {
    return asio::async_initiate<Token, void(Result<T>)>(
        [place = place_, start](auto handler, Argument with) {
          start(place, std::move(with), Handler<T>(std::move(handler)));
        },
        token, std::move(argument));
  }

  Place place_;
  std::optional<SessionId> own_;
};

WMH_END_NAMESPACE
