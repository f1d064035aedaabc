#pragma once

#include "tracing/span_place.hpp"
#include "util/runtime.hpp"

#include <atomic>
#include <future>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Encodes steps where they are told, and writes them to a place on a thread of its own. What the
/// place does not take now waits, until there is no room.
class TraceWriter final : public TraceOut {
 public:
  TraceWriter(std::unique_ptr<SpanPlace> place, const TraceOutOptions& options);
  ~TraceWriter() override;
  TraceWriter(const TraceWriter&) = delete;
  TraceWriter& operator=(const TraceWriter&) = delete;

  void on_step(const ServedStep& step) noexcept override;
  TraceOutCounts counts() const override;
  void reopen() noexcept override { reopen_ = true; }
  void finish(std::chrono::milliseconds patience) override;

 private:
  void run();
  void deliver(SpanQueue::Batch batch);
  void settle(SpanQueue::Batch& batch, const Delivery& delivery);
  void drop(SpanQueue::Batch& batch);
  /// False when there is no time for another attempt.
  bool pause(const Delivery& delivery, int failures);
  void reopen_now();
  void tell(Severity severity, std::string_view name, std::string_view message) const;

  const std::unique_ptr<SpanPlace> place_;
  const std::shared_ptr<Observer> observer_;
  SpanQueue queue_;
  std::atomic<bool> reopen_ = false;
  std::atomic<std::uint64_t> written_ = 0;
  std::atomic<std::uint64_t> dropped_ = 0;
  std::atomic<std::uint64_t> failures_ = 0;
  bool failing_ = false;  // the thread's own, as the next
  int late_failures_ = 0;
  std::promise<void> ended_;
  const std::shared_future<void> end_{ended_.get_future()};
  Runtime runtime_;  // last: its thread uses the rest
};

}  // namespace detail
WMH_END_NAMESPACE
