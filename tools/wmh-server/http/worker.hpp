#pragma once

#include "http/place.hpp"

#include <future>
#include <thread>

namespace wmh::server {

/// One thread of the server, with connections of its own: no locks between threads. Started once;
/// destroyed after stop(). Callable from any thread.
class Worker {
 public:
  explicit Worker(Shared& shared) : state_(shared) {}

  void start();

  asio::io_context& context() noexcept { return state_.context; }
  const ThreadCounters& counters() const noexcept { return state_.counters; }
  /// Those it was given and that are open.
  std::size_t connections() const noexcept { return state_.counters.connections; }
  /// Serves a connection whose socket is of its context.
  void take(Socket socket, Welcome welcome);

  /// Every connection ends after its request.
  std::future<void> drain();
  std::future<void> cut();
  /// Cuts and cancels everything; join() then returns once the last handler has ended.
  void stop();
  void join();

 private:
  Coro<void> sweep_all();

  ThreadState state_;
  Timer sweep_timer_{state_.context};
  bool stopping_ = false;
  std::thread thread_{};
};

}  // namespace wmh::server
