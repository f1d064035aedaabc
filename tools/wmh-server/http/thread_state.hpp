#pragma once

#include "http/asio_types.hpp"
#include "http/http_server.hpp"
#include "http/render.hpp"
#include "http/tls_context.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/intrusive/list.hpp>

#include <atomic>
#include <condition_variable>

namespace wmh::server {

/// HttpCounters of one thread. No other writes those of requests, so no two processors fight for
/// them.
struct alignas(64) ThreadCounters {
  std::atomic<std::size_t> connections{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> bad_requests{0};
  std::atomic<std::uint64_t> in_flight{0};
};

/// Changes a counter that has one writer.
template <class Number>
void count(std::atomic<Number>& counter, int change = 1) noexcept {
  counter.store(counter.load(std::memory_order_relaxed) + static_cast<Number>(change),
                std::memory_order_relaxed);
}

using ListHook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

/// A connection as its thread sees it.
class OpenConnection : public ListHook {
 public:
  virtual ~OpenConnection() = default;
  /// Called every now and then; acts on a deadline that has passed.
  virtual void sweep(Clock::time_point now) = 0;
  /// Ends after the request under way, or at once if there is none.
  virtual void drain() = 0;
  /// Closes the socket. A handler that is running is left to end.
  virtual void cut() = 0;
  virtual void cancel_handler() = 0;
};

/// What all threads of a server share.
struct Shared {
  Shared(HttpOptions with, std::shared_ptr<Handler> calls)
      : options(std::move(with)), handler(std::move(calls)) {}

  const HttpOptions options;
  const std::shared_ptr<Handler> handler;
  TlsKeeper tls{};
  std::atomic<std::size_t> open{0};  ///< Connections.
  std::mutex mutex{};
  std::condition_variable all_closed{};
};

/// What the connections of one thread share.
struct ThreadState {
  explicit ThreadState(Shared& with_others) : shared(with_others) {}

  Shared& shared;
  ThreadCounters counters{};
  asio::io_context context{1};
  const asio::any_io_executor handler_executor{context.get_executor()};
  DateText date{};
  bool draining = false;
  boost::intrusive::list<OpenConnection, boost::intrusive::constant_time_size<false>> connections{};
};

}  // namespace wmh::server
