#pragma once

#include "sessions/postgres_job.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace wmh::server::postgres {

using Jobs = std::vector<std::unique_ptr<Job>>;

/// Jobs that wait for a thread. Callable from any thread.
class JobQueue {
 public:
  void add(std::unique_ptr<Job> job);
  /// The oldest, up to `most`. Waits for one, or so long; none when the time is over or after
  /// stop(), when nothing is left.
  Jobs take(std::size_t most, std::optional<std::chrono::milliseconds> patience);
  std::size_t size() const;
  void stop();
  bool stopping() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Job>> waiting_{};
  bool stopping_ = false;
};

}  // namespace wmh::server::postgres
