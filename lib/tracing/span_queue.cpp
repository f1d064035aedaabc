#include "tracing/span_queue.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

bool SpanQueue::add(EncodedStep step) {
  const std::size_t bytes = step.text.size();
  std::unique_lock lock(mutex_);
  if (closed_ || waiting_bytes_ + taken_bytes_ + bytes > max_bytes_) return false;
  const bool was_empty = steps_.empty();
  const bool was_full = waiting_bytes_ >= batch_bytes_;
  steps_.push_back(std::move(step));
  waiting_bytes_ += bytes;
  const bool wakes = was_empty || (!was_full && waiting_bytes_ >= batch_bytes_);
  lock.unlock();
  if (wakes) changed_.notify_one();
  return true;
}

SpanQueue::Batch SpanQueue::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !steps_.empty(); });
  changed_.wait_for(lock, interval_, [this] { return closed_ || waiting_bytes_ >= batch_bytes_; });
  Batch batch;
  std::size_t bytes = 0;
  while (!steps_.empty() && (batch.empty() || bytes + steps_.front().text.size() <= batch_bytes_)) {
    bytes += steps_.front().text.size();
    batch.push_back(std::move(steps_.front()));
    steps_.pop_front();
  }
  waiting_bytes_ -= bytes;
  taken_bytes_ += bytes;
  return batch;
}

void SpanQueue::done(std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  taken_bytes_ -= bytes;
}

bool SpanQueue::wait_for_close(std::chrono::milliseconds duration) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, duration, [this] { return closed_; });
}

void SpanQueue::close(Clock::time_point deadline) {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    deadline_ = std::min(deadline_, deadline);
  }
  changed_.notify_all();
}

SpanQueue::Clock::time_point SpanQueue::deadline() const {
  const std::lock_guard lock(mutex_);
  return deadline_;
}

std::size_t SpanQueue::bytes() const {
  const std::lock_guard lock(mutex_);
  return waiting_bytes_ + taken_bytes_;
}

}  // namespace detail
WMH_END_NAMESPACE
