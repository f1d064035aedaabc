#include "http/worker.hpp"

#include "http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <csignal>

namespace wmh::server {
namespace {

/// Often enough to keep the shortest limit to a quarter.
std::chrono::milliseconds sweep_period(const HttpOptions& options) {
  constexpr std::chrono::milliseconds shortest{5};
  constexpr std::chrono::milliseconds longest{1000};
  const auto least = std::min(
      {options.head_timeout, options.idle_timeout, options.body_silence, options.write_silence});
  return std::clamp(least / 4, shortest, longest);
}

/// Signals are for the threads of the program, not for ours, but for those a thread brings on
/// itself.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    for (const int own : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
      sigdelset(&all, own);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

void Worker::start() {
  asio::co_spawn(state_.context, sweep_all(), asio::detached);
  const SignalsBlocked in_the_new_thread;
  thread_ = std::thread([this] { state_.context.run(); });
}

void Worker::take(Socket socket, Welcome welcome) {
  asio::post(
      state_.context, [this, socket = std::move(socket), place = Place(state_), welcome]() mutable {
        if (state_.draining) return;
        auto connection =
            std::make_shared<Connection>(state_, std::move(socket), std::move(place), welcome);
        asio::co_spawn(state_.context, Connection::run(std::move(connection)), asio::detached);
      });
}

Coro<void> Worker::sweep_all() {
  const auto period = sweep_period(state_.shared.options);
  while (!stopping_) {
    sweep_timer_.expires_after(period);
    auto waiting = sweep_timer_.async_wait(no_throw);
    co_await std::move(waiting);
    const auto now = Clock::now();
    for (auto& connection : state_.connections)
      connection.sweep(now);
  }
}

std::future<void> Worker::drain() {
  return asio::post(state_.context, std::packaged_task<void()>([this] {
                      state_.draining = true;
                      for (auto& connection : state_.connections)
                        connection.drain();
                    }));
}

std::future<void> Worker::cut() {
  return asio::post(state_.context, std::packaged_task<void()>([this] {
                      for (auto& connection : state_.connections)
                        connection.cut();
                    }));
}

void Worker::stop() {
  drain();
  asio::post(state_.context, [this] {
    stopping_ = true;
    sweep_timer_.cancel();
    for (auto& connection : state_.connections) {
      connection.cut();
      connection.cancel_handler();
    }
  });
}

void Worker::join() {
  if (thread_.joinable()) thread_.join();
}

}  // namespace wmh::server
