#pragma once

#include <wmh/session_store.hpp>

#include "sessions/postgres_pool.hpp"

#include <map>

namespace wmh::server::postgres {

/// Which sessions this process is stepping. Each is an advisory lock of one connection, so that
/// PostgreSQL gives up all of them when the process dies. Where that connection breaks, the locks
/// are taken again; meanwhile another process may take them, and then the version of the session
/// decides whose step counts. Callable from any thread.
class Claims {
 public:
  Claims(Address address, std::chrono::milliseconds patience);

  /// The version of the session, which no other process steps until release(). Fails with
  /// errc::session_busy when it cannot be had in time, with errc::not_found when it is gone.
  Task<std::int64_t> take(std::string model, SessionId id);
  void release(const SessionId& id) noexcept;

 private:
  class Asking;
  /// nullopt: another one has it.
  Task<std::optional<std::int64_t>> try_to_take(std::string model, SessionId id);
  Result<std::optional<std::int64_t>> taken(std::int64_t key, const SessionId& id,
                                            Result<Answers> answers);
  bool begin(std::int64_t key);
  void end(std::int64_t key);
  /// On the thread of the pool.
  void take_again(Connection& connection);

  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::map<std::int64_t, bool> held_{};  // by key; false: it is being asked for
  Pool pool_;                            // last: its jobs use the rest
};

}  // namespace wmh::server::postgres
