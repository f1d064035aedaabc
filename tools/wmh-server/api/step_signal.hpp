#pragma once

#include <wmh/types.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace wmh::server {

namespace asio = boost::asio;

/// Wakes those who wait for the next step of a session. Callable from any thread.
class StepSignal {
 public:
  class Waiter;

  void notify(const SessionId& session);
  std::shared_ptr<Waiter> subscribe(const SessionId& session, asio::any_io_executor executor);

 private:
  std::atomic<std::size_t> waiters_ = 0;  // so that a step nobody waits for costs nothing
  std::mutex mutex_;
  std::unordered_multimap<std::string, std::weak_ptr<Waiter>> by_session_;
};

/// One who waits; on its executor only, but for wake().
class StepSignal::Waiter {
 public:
  virtual ~Waiter() = default;
  /// Until a step was taken since the last wait, or `longest` is over.
  virtual asio::awaitable<void> wait(std::chrono::milliseconds longest) = 0;
  virtual void wake() = 0;
};

}  // namespace wmh::server
