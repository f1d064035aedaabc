#include "http/worker.hpp"

#include "http/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <csignal>
#include <sys/socket.h>

namespace wmh::server {
namespace {

using SharePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

// So many connections past the limit are told so; past these they are dropped.
constexpr std::size_t most_turned_away = 256;
constexpr std::chrono::milliseconds accept_pause{50};

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

boost::system::error_code Worker::listen(asio::ip::tcp::endpoint at, bool shared) {
  boost::system::error_code failed;
  acceptor_.open(at.protocol(), failed);
  if (!failed) acceptor_.set_option(Acceptor::reuse_address(true), failed);
  if (!failed && shared) acceptor_.set_option(SharePort(true), failed);
  if (!failed) acceptor_.bind(at, failed);
  if (!failed) acceptor_.listen(Acceptor::max_listen_connections, failed);
  boost::system::error_code ignored;
  if (failed) acceptor_.close(ignored);
  return failed;
}

asio::ip::tcp::endpoint Worker::listens_at() const {
  boost::system::error_code ignored;
  return acceptor_.local_endpoint(ignored);
}

void Worker::start() {
  asio::co_spawn(state_.context, accept_all(), asio::detached);
  asio::co_spawn(state_.context, sweep_all(), asio::detached);
  const SignalsBlocked in_the_new_thread;
  thread_ = std::thread([this] { state_.context.run(); });
}

Coro<void> Worker::accept_all() {
  while (acceptor_.is_open()) {
    auto accepting = acceptor_.async_accept(no_throw);
    auto [failed, socket] = co_await std::move(accepting);
    if (!failed) {
      welcome(std::move(socket));
    } else if (acceptor_.is_open()) {
      // Most likely there are no descriptors left: until some are, trying again is a busy loop.
      accept_pause_.expires_after(accept_pause);
      auto pausing = accept_pause_.async_wait(no_throw);
      co_await std::move(pausing);
    }
  }
}

void Worker::welcome(Socket socket) {
  const std::size_t most = state_.shared.options.max_connections;
  const std::size_t open = state_.shared.open;
  if (state_.draining) return;
  count(state_.counters.accepted);
  if (open >= most) count(state_.counters.refused);
  if (open >= most + most_turned_away) return;
  const auto welcome =
      open < most ? Connection::Welcome::served : Connection::Welcome::told_to_come_later;
  auto connection = std::make_shared<Connection>(state_, std::move(socket), welcome);
  asio::co_spawn(state_.context, Connection::run(std::move(connection)), asio::detached);
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
                      boost::system::error_code ignored;
                      acceptor_.close(ignored);
                      accept_pause_.cancel();
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
