#pragma once

#include "http/thread_state.hpp"

#include <future>
#include <thread>

namespace wmh::server {

/// One thread of the server: its own listener, its own connections, no locks between them. Opened
/// and started once; destroyed after stop().
class Worker {
 public:
  explicit Worker(Shared& shared) : state_(shared) {}

  /// Listens; `shared` lets several workers listen at one address.
  boost::system::error_code listen(asio::ip::tcp::endpoint at, bool shared);
  asio::ip::tcp::endpoint listens_at() const;
  void start();

  const ThreadCounters& counters() const noexcept { return state_.counters; }
  /// Accepts nothing more, and every connection ends after its request.
  std::future<void> drain();
  std::future<void> cut();
  /// Cuts and cancels everything; join() then returns once the last handler has ended.
  void stop();
  void join();

 private:
  Coro<void> accept_all();
  Coro<void> sweep_all();
  void welcome(Socket socket);

  ThreadState state_;
  Acceptor acceptor_{state_.context};
  Timer accept_pause_{state_.context};
  Timer sweep_timer_{state_.context};
  bool stopping_ = false;
  std::thread thread_{};
};

}  // namespace wmh::server
