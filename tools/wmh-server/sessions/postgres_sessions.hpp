#pragma once

#include "sessions/kept_sessions.hpp"

namespace wmh::server {

struct PostgresOptions {
  std::string url{};  ///< postgres://USER@HOST:PORT/DATABASE, or what else libpq reads as one.
  std::size_t max_sessions = 1'000'000;   ///< Of all models; then errc::limit_reached. Other
                                          ///< processes' sessions are counted now and then.
  std::size_t max_sessions_of_owner = 0;  ///< 0: as many as there may be.
  std::size_t connections = 8;            ///< Beside the one that holds the claims.
  /// How long a step waits for one that another process takes in the same session.
  std::chrono::milliseconds claim_patience = std::chrono::seconds(30);
  /// How long a step that is to be kept waits for a database that is away.
  std::chrono::milliseconds outage_patience = std::chrono::seconds(30);
  std::function<double()> clock{};  ///< Seconds since 1970; null: the database's.
};

/// Sessions in a PostgreSQL database that any number of processes share (docs/scaling.md). A change
/// is as durable as the database makes a commit when its task is done; changes that wait at the
/// same time share one. While the database is away, calls fail with errc::network. Callable from
/// any thread; the stores that it gives out keep it alive.
class PostgresSessions final : public KeptSessions {
 public:
  /// Makes the tables in the schema "wmh" where they are missing. Fails with errc::network,
  /// errc::invalid_argument and errc::corrupt_artifact; no message holds the password.
  static Result<std::shared_ptr<PostgresSessions>> open(PostgresOptions options);
  ~PostgresSessions() override;

  std::shared_ptr<SessionStore> of(std::string model) override;
  Task<std::size_t> remove_idle(std::chrono::seconds idle) override;
  std::size_t count() const noexcept override;

 private:
  class Store;
  struct Impl;
  explicit PostgresSessions(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace wmh::server
