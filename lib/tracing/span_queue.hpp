#pragma once

#include "tracing/served_spans.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Steps that wait to be written together. They do not fail or block those who bring them: past
/// the bound they are dropped. One thread takes; the rest is callable from any thread.
class SpanQueue {
 public:
  using Clock = std::chrono::steady_clock;
  using Batch = std::deque<EncodedStep>;

  SpanQueue(std::size_t max_bytes, std::size_t batch_bytes, std::chrono::milliseconds interval)
      : max_bytes_(max_bytes), batch_bytes_(batch_bytes), interval_(interval) {}

  /// False when there is no room, or close() was called.
  bool add(EncodedStep step);
  /// Waits for a step, then for others for the interval or until a batch is full. Empty only when
  /// the queue is closed and has nothing left. What was taken keeps its room until done().
  Batch take();
  /// Gives back the room of steps that were taken.
  void done(std::size_t bytes);
  /// Waits for so long, or until the queue is closed. Returns whether it is.
  bool wait_for_close(std::chrono::milliseconds duration);

  /// Takes no more. What waits may be taken until `deadline`.
  void close(Clock::time_point deadline);
  /// The end of time before close().
  Clock::time_point deadline() const;
  std::size_t bytes() const;

 private:
  const std::size_t max_bytes_;
  const std::size_t batch_bytes_;
  const std::chrono::milliseconds interval_;
  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  Batch steps_{};
  std::size_t waiting_bytes_ = 0;
  std::size_t taken_bytes_ = 0;
  bool closed_ = false;
  Clock::time_point deadline_ = Clock::time_point::max();
};

}  // namespace detail
WMH_END_NAMESPACE
