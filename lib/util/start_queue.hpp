#pragma once

#include <wmh/async.hpp>

#include <deque>
#include <memory>
#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Lets coroutines begin heavy work in the order of their arrival, a few at a time: each of them
/// begins when one before it has come to its next wait. Without it, thousands that are ready at
/// once fill their executor, and whatever else becomes ready there (bytes that came, timers) stands
/// behind all of them. Callable from any thread.
class StartQueue : public std::enable_shared_from_this<StartQueue> {
 public:
  explicit StartQueue(std::size_t at_once) : at_once_(at_once) {}

  /// Says that I/O is done on the executor's context: heavy work there is to use its queue.
  static void prepare(const asio::any_io_executor& executor);
  /// The queue of the executor's context; null where nobody has prepared one.
  static std::shared_ptr<StartQueue> find(const asio::any_io_executor& executor);

  /// Waits until the caller may begin. A caller that was cancelled goes on as well; its next wait
  /// ends it.
  asio::awaitable<void> enter();
  /// Gives up those that wait.
  void clear();

 private:
  /// One that has begun; when it is gone the next may begin.
  class Begun;
  struct Waiter {
    asio::any_io_executor executor;
    asio::any_completion_handler<void()> resume;
  };

  void add(Waiter waiter);
  void resume(Waiter waiter);
  void ended();

  const std::size_t at_once_;
  std::mutex mutex_;
  std::size_t begun_ = 0;
  std::deque<Waiter> waiting_;
};

}  // namespace detail
WMH_END_NAMESPACE
