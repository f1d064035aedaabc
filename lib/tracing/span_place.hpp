#pragma once

#include "tracing/span_queue.hpp"

#include <functional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What became of an attempt to write a batch.
struct Delivery {
  std::size_t steps = 0;     ///< The first so many of the batch are done with.
  std::size_t rejected = 0;  ///< Spans of these that were not taken.
  std::optional<Error> failure{};
  bool may_pass = true;  ///< The failure: what is left may be written later.
  std::optional<std::chrono::milliseconds> wait{};  ///< The collector asks for it.
};

/// Where spans go. One thread.
class SpanPlace {
 public:
  /// When an attempt must have ended, which may change while it runs.
  using Deadline = std::function<std::chrono::steady_clock::time_point()>;

  virtual ~SpanPlace() = default;
  virtual Delivery write(const SpanQueue::Batch& batch, const Deadline& deadline) = 0;
  virtual Result<Done> reopen() { return Done{}; }
};

}  // namespace detail
WMH_END_NAMESPACE
