#pragma once

#include <wmh/async.hpp>
#include <wmh/metering.hpp>

WMH_BEGIN_NAMESPACE

/// A step of a session as it is kept.
struct KeptStep {
  std::size_t index = 0;  ///< Its position in the session, from 0.
  Step step;
  std::string key{};             ///< The idempotency key it was asked with; empty: none.
  std::string changes_before{};  ///< KeptSession::changes before the step.
};

/// A session as it is kept: enough to go on with it in another process.
struct KeptSession {
  SessionId id;
  std::optional<std::string> task{};
  EnvState state{};
  std::optional<std::int64_t> seed{};
  std::string world{};  ///< See SessionStart.
  std::string owner{};
  std::string changes{};  ///< A digest of the actions so far that change state; empty: none did.
  UsageRecord usage{};
  std::chrono::system_clock::time_point opened{};
  std::size_t steps_taken = 0;    ///< All steps, forgotten ones included.
  std::vector<KeptStep> steps{};  ///< The last ones, oldest first.
  std::int64_t version = 0;       ///< Goes up by one with each change.
};

/// One change of a session: what its members are from then on. The rest stays.
struct SessionChange {
  std::int64_t version = 0;
  std::optional<KeptStep> step{};  ///< The next step, or one that takes the place of its like.
  std::size_t steps_taken = 0;
  std::size_t first_kept = 0;  ///< Earlier steps are forgotten.
  std::string scratchpad{};
  std::string changes{};
  UsageRecord usage{};
  /// When the step was asked for; nullopt where none was taken. Not part of what is kept.
  std::optional<std::chrono::steady_clock::time_point> asked{};
};

/// Where the sessions of a model are kept. Everything is durable, as far as the store promises it,
/// when its task is done. Callable from any thread.
class WMH_API SessionStore {
 public:
  virtual ~SessionStore();

  /// Whether load() gives back what was created. Then a model may drop an unused session from
  /// memory.
  virtual bool keeps_sessions() const noexcept = 0;

  /// Fails with errc::limit_reached when it is full.
  virtual Task<Done> create(KeptSession session) = 0;
  /// nullopt when there is no such session.
  virtual Task<std::optional<KeptSession>> load(SessionId id) = 0;
  /// Fails with errc::session_busy, changing nothing, unless the session is kept at the version
  /// before; with errc::not_found when it is gone.
  virtual Task<Done> save(SessionId id, std::shared_ptr<const SessionChange> change) = 0;
  /// nullopt when there is no such session (any more).
  virtual Task<std::optional<UsageRecord>> remove(SessionId id) = 0;

  /// The session where other processes have made a later version of it than `version`, else
  /// nullopt. Fails with errc::not_found when it is gone. A store of one process has nothing to do.
  virtual Task<std::optional<KeptSession>> newer(SessionId id, std::int64_t version);
  /// The same, and keeps other processes from stepping the session until release(). Fails with
  /// errc::session_busy when it cannot be had.
  virtual Task<std::optional<KeptSession>> claim(SessionId id, std::int64_t version);
  virtual void release(const SessionId& id) noexcept;

  /// The answer that the sessions of a world have agreed on for a question.
  virtual Task<std::optional<Observation>> agreed(std::string world, std::string question) = 0;
  /// Proposes one. Returns what holds from now on: the first that was proposed.
  virtual Task<Observation> agree(std::string world, std::string question,
                                  Observation proposal) = 0;
};

WMH_END_NAMESPACE
