#pragma once

#include <wmh/async.hpp>

#include <list>
#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Lets one holder in at a time, in the order of arrival. Callable from any thread.
class TurnQueue {
 public:
  explicit TurnQueue(std::size_t max_waiting) : max_waiting_(max_waiting) {}

  /// Waits for its turn; whoever got it must leave(). Fails with errc::session_busy when too many
  /// wait already, with errc::cancelled when cancelled meanwhile. The queue must outlive the task.
  Task<Done> enter();
  void leave();

 private:
  struct Waiter {
    Waiter(asio::any_io_executor on, Handler<Done> handler)
        : executor(std::move(on)), done(std::move(handler)) {}
    asio::any_io_executor executor;
    Handler<Done> done;
  };
  using Waiters = std::list<Waiter>;

  void start(asio::any_io_executor executor, Handler<Done> handler);
  void cancel(const Waiter* waiter);

  const std::size_t max_waiting_;
  std::mutex mutex_;
  bool taken_ = false;
  Waiters waiting_;
};

}  // namespace detail
WMH_END_NAMESPACE
