#pragma once

#include "sessions/postgres_worker.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wmh::server::postgres {

/// Threads that run requests, each over a connection of its own. Callable from any thread.
class Pool {
 public:
  /// `patience`: how long what must not be given up waits for a database that is away.
  Pool(Address address, std::size_t threads, std::chrono::milliseconds patience,
       WorkerOptions options = {});
  /// Ends the requests that wait.
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// `read` runs once, with what the database answered or why not: errc::limit_reached where too
  /// many wait. It runs on a thread of the pool or on the caller's.
  template <class T>
  Task<T> run(Request request, typename JobOf<T>::Read read) {
    if (!request.under_way && queue_.size() >= most_waiting) co_return read(too_many());
    auto executor = co_await asio::this_coro::executor;
    auto done = asio::async_initiate<const asio::use_awaitable_t<>, void(Result<T>)>(
        [](auto handler, Pool* self, asio::any_io_executor on, Request asked,
           typename JobOf<T>::Read reader) {
          self->add(std::make_unique<JobOf<T>>(std::move(on), Handler<T>(std::move(handler)),
                                               std::move(asked), std::move(reader)));
        },
        asio::use_awaitable, this, std::move(executor), std::move(request), std::move(read));
    co_return co_await std::move(done);
  }
  /// Does not wait for the end.
  void post(Request request);

 private:
  static constexpr std::size_t most_waiting = 100'000;
  static Error too_many();
  void add(std::unique_ptr<Job> job);

  const Address address_;
  const std::chrono::milliseconds patience_;
  JobQueue queue_;
  std::vector<std::unique_ptr<Worker>> workers_{};
};

}  // namespace wmh::server::postgres
