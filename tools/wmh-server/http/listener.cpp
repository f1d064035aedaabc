#include "http/listener.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>

namespace wmh::server {
namespace {

// So many connections past the limit are told so; past these they are dropped.
constexpr std::size_t most_turned_away = 256;
constexpr std::chrono::milliseconds accept_pause{50};

}  // namespace

boost::system::error_code Listener::listen(asio::ip::tcp::endpoint at) {
  boost::system::error_code failed;
  acceptor_.open(at.protocol(), failed);
  if (!failed) acceptor_.set_option(Acceptor::reuse_address(true), failed);
  if (!failed) acceptor_.bind(at, failed);
  if (!failed) acceptor_.listen(Acceptor::max_listen_connections, failed);
  if (!failed) acceptor_.non_blocking(true, failed);
  boost::system::error_code ignored;
  if (failed) acceptor_.close(ignored);
  return failed;
}

asio::ip::tcp::endpoint Listener::listens_at() const {
  boost::system::error_code ignored;
  return acceptor_.local_endpoint(ignored);
}

void Listener::start() {
  asio::co_spawn(workers_.front()->context(), accept_all(), asio::detached);
}

// The thread is chosen when there is a connection, not before: connections end meanwhile.
Coro<void> Listener::accept_all() {
  while (acceptor_.is_open()) {
    auto waiting = acceptor_.async_wait(Acceptor::wait_read, no_throw);
    co_await std::move(waiting);
    Worker& worker = least_loaded();
    boost::system::error_code failed;
    Socket socket = acceptor_.accept(worker.context(), failed);
    if (!failed)
      hand_over(std::move(socket), worker);
    else if (acceptor_.is_open() && failed != asio::error::would_block)
      co_await pause();
  }
}

/// Most likely there are no descriptors left: until some are, trying again is a busy loop.
Coro<void> Listener::pause() {
  accept_pause_.expires_after(accept_pause);
  auto pausing = accept_pause_.async_wait(no_throw);
  co_await std::move(pausing);
}

Worker& Listener::least_loaded() const {
  const auto connections = [](const auto& worker) {
    return worker->connections();
  };
  return **std::ranges::min_element(workers_, {}, connections);
}

void Listener::hand_over(Socket socket, Worker& worker) {
  const std::size_t most = shared_.options.max_connections;
  const std::size_t open = shared_.open;
  ++accepted_;
  if (open >= most) ++refused_;
  if (open >= most + most_turned_away) return;
  worker.take(std::move(socket), open < most ? Welcome::served : Welcome::told_to_come_later);
}

std::future<void> Listener::close() {
  return asio::post(workers_.front()->context(), std::packaged_task<void()>([this] {
                      boost::system::error_code ignored;
                      acceptor_.close(ignored);
                      accept_pause_.cancel();
                    }));
}

}  // namespace wmh::server
