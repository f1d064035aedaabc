#include "tracing/trace_writer.hpp"

#include "net/retry.hpp"

#include <boost/asio/post.hpp>

#include <thread>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;

/// After the end was asked for, a place that fails so often is given up.
constexpr int most_late_failures = 3;

milliseconds backoff_of(int failures) {
  RetryPolicy policy;
  policy.first_delay = milliseconds(250);
  policy.longest_delay = milliseconds(10'000);
  return backoff(failures - 1, 0, policy);
}

}  // namespace

TraceWriter::TraceWriter(std::unique_ptr<SpanPlace> place, const TraceOutOptions& options)
    : place_(std::move(place)),
      observer_(options.observer),
      queue_(options.max_queued, options.max_batch, options.interval) {
  asio::post(runtime_.get(), [this] { run(); });
}

TraceWriter::~TraceWriter() {
  finish(milliseconds(0));
}

void TraceWriter::on_step(const ServedStep& step) noexcept {
  EncodedStep encoded = encode(step);
  const std::size_t spans = encoded.spans;
  if (!queue_.add(std::move(encoded))) dropped_ += spans;
}

TraceOutCounts TraceWriter::counts() const {
  return {written_, dropped_, failures_, queue_.bytes()};
}

void TraceWriter::finish(milliseconds patience) {
  queue_.close(SpanQueue::Clock::now() + patience);
  end_.wait();
}

void TraceWriter::run() {
  for (;;) {
    SpanQueue::Batch batch = queue_.take();
    if (batch.empty()) return ended_.set_value();
    deliver(std::move(batch));
  }
}

void TraceWriter::deliver(SpanQueue::Batch batch) {
  for (int failures = 0; !batch.empty();) {
    if (late_failures_ >= most_late_failures) return drop(batch);
    if (reopen_.exchange(false)) reopen_now();
    const Delivery delivery = place_->write(batch, [this] { return queue_.deadline(); });
    settle(batch, delivery);
    if (!delivery.failure) continue;
    ++failures;
    if (!delivery.may_pass || !pause(delivery, failures)) return drop(batch);
  }
}

void TraceWriter::settle(SpanQueue::Batch& batch, const Delivery& delivery) {
  std::size_t bytes = 0;
  std::uint64_t spans = 0;
  for (std::size_t i = 0; i < delivery.steps; ++i) {
    bytes += batch.front().text.size();
    spans += batch.front().spans;
    batch.pop_front();
  }
  queue_.done(bytes);
  const std::uint64_t rejected = std::min<std::uint64_t>(spans, delivery.rejected);
  written_ += spans - rejected;
  dropped_ += rejected;
  if (delivery.failure) {
    ++failures_;
    const std::string_view name =
        delivery.may_pass ? "wmh.trace_out.failed" : "wmh.trace_out.refused";
    if (!failing_) tell(Severity::error, name, delivery.failure->message());
  } else if (failing_) {
    tell(Severity::info, "wmh.trace_out.recovered", "");
  }
  failing_ = delivery.failure.has_value();
}

void TraceWriter::drop(SpanQueue::Batch& batch) {
  std::size_t bytes = 0;
  for (const EncodedStep& step : batch) {
    bytes += step.text.size();
    dropped_ += step.spans;
  }
  queue_.done(bytes);
  batch.clear();
}

bool TraceWriter::pause(const Delivery& delivery, int failures) {
  const milliseconds wait = delivery.wait.value_or(backoff_of(failures));
  if (!queue_.wait_for_close(wait)) return true;
  const auto now = SpanQueue::Clock::now();
  if (++late_failures_ >= most_late_failures ||
      now + backoff_of(late_failures_) > queue_.deadline()) {
    late_failures_ = most_late_failures;
    return false;
  }
  std::this_thread::sleep_for(backoff_of(late_failures_));
  return true;
}

void TraceWriter::reopen_now() {
  const auto reopened = place_->reopen();
  if (!reopened) tell(Severity::error, "wmh.trace_out.failed", reopened.error().message());
}

void TraceWriter::tell(Severity severity, std::string_view name, std::string_view message) const {
  if (!observer_) return;
  const Field fields[] = {{"error.message", message}};
  observer_->on_event(
      {severity, name, message.empty() ? std::span<const Field>() : std::span(fields)});
}

}  // namespace detail
WMH_END_NAMESPACE
