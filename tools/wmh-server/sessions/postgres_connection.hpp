#pragma once

#include "sessions/postgres_address.hpp"
#include "sessions/postgres_query.hpp"

#include <chrono>
#include <span>
#include <unordered_set>

struct pg_conn;

namespace wmh::server::postgres {

/// A connection to a database. One thread at a time.
class Connection {
 public:
  /// Takes a few seconds at most. Fails with errc::network.
  static Result<Connection> open(const Address& address);

  /// Runs SQL without parameters. For the one who sets the tables up.
  Result<Rows> execute(const std::string& sql);
  /// Runs all in one transaction and one round trip: what each returned, or nothing was done. When
  /// it fails and the connection is lost, they may have been done.
  Result<std::vector<Rows>> run(std::span<const Query* const> queries);
  bool lost() const noexcept { return !handle_; }
  void disconnect() noexcept { handle_.reset(); }

 private:
  using Clock = std::chrono::steady_clock;
  /// What libpq will return next: for a statement that is prepared, or for a query.
  struct Expected {
    const Statement* prepared;
  };
  struct Results {
    std::vector<Rows> rows{};
    std::optional<Error> failure{};
  };
  Connection(pg_conn* handle, const Address& address)
      : handle_(handle, &close), address_(&address) {}
  static void close(pg_conn* handle);

  bool send(const Query& query, std::vector<Expected>& expected);
  Result<Results> read(const std::vector<Expected>& expected);
  Result<Done> read_end(Results& results);
  Result<pg_result*> next_result();
  bool move_bytes();
  Error take_leave();
  Error error_of(const pg_result* result);
  Error gone(std::string_view why);

  std::unique_ptr<pg_conn, void (*)(pg_conn*)> handle_;
  const Address* address_;
  std::unordered_set<const Statement*> prepared_{};
  Clock::time_point deadline_{};
};

}  // namespace wmh::server::postgres
