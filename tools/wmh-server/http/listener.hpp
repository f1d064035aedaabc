#pragma once

#include "http/worker.hpp"

#include <future>
#include <span>

namespace wmh::server {

/// Accepts connections, on the first worker's thread, and gives each to the worker that has the
/// fewest: listeners that share a port would leave that to a hash, and the thread with the most
/// connections is the one that answers late. Callable from any thread once it is started.
class Listener {
 public:
  Listener(Shared& shared, std::span<const std::unique_ptr<Worker>> workers)
      : shared_(shared), workers_(workers) {}

  boost::system::error_code listen(asio::ip::tcp::endpoint at);
  asio::ip::tcp::endpoint listens_at() const;
  void start();
  /// Accepts nothing more; what was accepted before is with its worker then.
  std::future<void> close();

  std::uint64_t accepted() const noexcept { return accepted_; }
  std::uint64_t refused() const noexcept { return refused_; }

 private:
  Coro<void> accept_all();
  Coro<void> pause();
  Worker& least_loaded() const;
  void hand_over(Socket socket, Worker& worker);

  Shared& shared_;
  const std::span<const std::unique_ptr<Worker>> workers_;
  Acceptor acceptor_{workers_.front()->context()};
  Timer accept_pause_{workers_.front()->context()};
  std::atomic<std::uint64_t> accepted_{0};
  std::atomic<std::uint64_t> refused_{0};
};

}  // namespace wmh::server
