#pragma once

#include "sessions/postgres_connection.hpp"
#include "sessions/postgres_queue.hpp"

#include <thread>

namespace wmh::server::postgres {

struct WorkerOptions {
  std::function<void(Connection&)> connected{};  ///< Called on the thread before jobs are run.
  /// A statement that fails costs the connection, and with it what the connection holds.
  bool disconnect_on_failure = false;
};

/// A thread that runs jobs over a connection of its own: all that wait in one transaction, so that
/// they share its cost. Where that fails, each in its own. While the database is away, jobs fail;
/// those that are under way or may have been done wait for it until their deadline.
class Worker {
 public:
  /// `address` and `queue` must outlive it.
  Worker(const Address& address, JobQueue& queue, WorkerOptions options);
  /// The queue must have been stopped. Ends its jobs first.
  ~Worker();

 private:
  using Clock = std::chrono::steady_clock;
  void loop();
  void work_off(Jobs jobs);
  void run_each(Jobs jobs);
  Result<Done> in_transaction(std::span<const std::unique_ptr<Job>> jobs);
  Result<Done> connect();
  /// Keeps those that may be tried again, and ends the others.
  void put_off(Jobs jobs, const Error& why);
  bool may_wait(const Job& job) const;

  const Address& address_;
  JobQueue& queue_;
  const WorkerOptions options_;
  std::optional<Connection> connection_{};
  std::optional<Error> no_connection_{};
  Clock::time_point next_attempt_{};
  std::chrono::milliseconds pause_{};
  Jobs held_over_{};
  std::thread thread_;
};

}  // namespace wmh::server::postgres
