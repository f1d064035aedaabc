#pragma once

#include "sessions/kept_sessions.hpp"

namespace wmh::server {

struct SqliteOptions {
  std::filesystem::path file{};           ///< Created where it is missing; its folder too.
  std::size_t max_sessions = 1'000'000;   ///< Of all models; then errc::limit_reached.
  std::size_t max_sessions_of_owner = 0;  ///< 0: as many as there may be.
  std::function<double()> clock{};        ///< Seconds since 1970; null: the system's.
};

/// Sessions in a SQLite database that one process owns. A change is on the disk when its task is
/// done; changes that wait at the same time share one commit. Callable from any thread; the stores
/// that it gives out keep it alive.
class SqliteSessions final : public KeptSessions {
 public:
  /// Fails with errc::io, also when another process has the file open.
  static Result<std::shared_ptr<SqliteSessions>> open(SqliteOptions options);
  ~SqliteSessions() override;

  std::shared_ptr<SessionStore> of(std::string model) override;
  Task<std::size_t> remove_idle(std::chrono::seconds idle) override;
  std::size_t count() const noexcept override;

 private:
  class Store;
  struct Impl;
  explicit SqliteSessions(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace wmh::server
