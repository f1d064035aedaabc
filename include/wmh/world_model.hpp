#pragma once

#include <wmh/judge.hpp>
#include <wmh/metering.hpp>
#include <wmh/observer.hpp>
#include <wmh/predictor.hpp>

#include <boost/asio/async_result.hpp>

#include <chrono>

WMH_BEGIN_NAMESPACE

/// What a session has used so far.
struct UsageRecord {
  std::int64_t steps = 0;
  std::int64_t failed_steps = 0;
  std::map<std::string, std::int64_t> steps_by_source{};  ///< By `metadata.source`.
  Spending spent{};                                       ///< On language models.
  std::int64_t calls_saved = 0;                           ///< Calls that recordings made needless.
  std::chrono::duration<double> stepping{};               ///< Time spent inside steps.

  /// What the saved calls would have cost, each as much as the mean of those that were made;
  /// nullopt when none was made or a price is not known.
  std::optional<double> cost_saved() const noexcept {
    if (spent.calls == 0 || !spent.cost()) return std::nullopt;
    return static_cast<double>(calls_saved) * spent.cost_usd / static_cast<double>(spent.calls);
  }
};

struct WorldModelOptions {
  std::size_t max_history = 1000;  ///< Steps of a session that are kept; older ones are forgotten.
  std::size_t max_sessions = 10'000;  ///< Past it new_session fails with errc::limit_reached.
  std::size_t max_queued_steps = 64;  ///< Waiting steps of one session; then errc::session_busy.
  std::chrono::seconds idle_expiry{3600};  ///< A session unused for so long may be dropped.
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
  explicit SessionStart(std::optional<std::string> about, EnvState seed = {})
      : task(std::move(about)), seed_state(std::move(seed)) {}

  std::optional<std::string> task{};
  EnvState seed_state{};
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

  /// Fails with errc::limit_reached when `max_sessions` are live and none has expired.
  Result<Session> new_session(SessionStart start = {});
  Result<Session> session(const SessionId& id) const;
  /// The state alone: session() copies the history as well.
  Result<EnvState> session_state(const SessionId& id) const;
  Result<UsageRecord> session_usage(const SessionId& id) const;
  Result<UsageRecord> end_session(const SessionId& id);
  std::size_t session_count() const;

  /// Predicts what the environment answers and advances the session; runs on the calling thread.
  /// A step that fails leaves the session as it was.
  Result<Observation> step(const SessionId& session, Action action);

  /// Judges what the agent did in the session so far, and sets the reward of its last step. Fails
  /// with errc::invalid_argument without an `episode_judge`. Steps go on meanwhile and are not
  /// judged.
  Result<EpisodeVerdict> score_session(const SessionId& session);

  /// As score_session, for any completion token of signature void(Result<EpisodeVerdict>).
  template <TokenFor<EpisodeVerdict> Token = asio::deferred_t>
  auto async_score_session(SessionId session, Token&& token = {}) {
    return asio::async_initiate<Token, void(Result<EpisodeVerdict>)>(
        [impl = impl_](auto handler, SessionId id) {
          start_score(impl, std::move(id), Handler<EpisodeVerdict>(std::move(handler)));
        },
        token, std::move(session));
  }

  /// Steps the handle's own session, which the first call opens.
  Result<Observation> step(Action action);
  /// Ends the handle's own session, if any, and opens another.
  Result<Session> restart(SessionStart start = {});

  /// As step, for any completion token of signature void(Result<Observation>). A cancelled step
  /// fails with errc::cancelled and leaves the session as it was.
  template <TokenFor<Observation> Token = asio::deferred_t>
  auto async_step(SessionId session, Action action, Token&& token = {}) {
    return asio::async_initiate<Token, void(Result<Observation>)>(
        [impl = impl_](auto handler, SessionId id, Action act) {
          start_step(impl, std::move(id), std::move(act), Handler<Observation>(std::move(handler)));
        },
        token, std::move(session), std::move(action));
  }

 private:
  struct Impl;
  static void start_step(std::shared_ptr<Impl> impl, SessionId session, Action action,
                         Handler<Observation> done);
  static void start_score(std::shared_ptr<Impl> impl, SessionId session,
                          Handler<EpisodeVerdict> done);
  std::shared_ptr<Impl> impl_;
  std::optional<SessionId> own_;
};

WMH_END_NAMESPACE
