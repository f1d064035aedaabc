#include "sessions/postgres_queue.hpp"

#include <algorithm>

namespace wmh::server::postgres {

void JobQueue::add(std::unique_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
}

std::size_t JobQueue::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

Jobs JobQueue::take(std::size_t most, std::optional<std::chrono::milliseconds> patience) {
  std::unique_lock lock(mutex_);
  const auto ready = [this] {
    return stopping_ || !waiting_.empty();
  };
  if (patience) changed_.wait_for(lock, *patience, ready);
  if (!patience) changed_.wait(lock, ready);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(most, waiting_.size()));
  Jobs jobs(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return jobs;
}

void JobQueue::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
}

bool JobQueue::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

}  // namespace wmh::server::postgres
