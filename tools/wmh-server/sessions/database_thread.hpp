#pragma once

#include <wmh/async.hpp>

#include "sessions/sqlite.hpp"

#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace wmh::server {

/// Runs jobs on a database, on a thread of its own: all that wait in one transaction, so that they
/// share the cost of making it durable. A job whose transaction fails is run again on its own.
class DatabaseThread {
 public:
  /// `rolled_back` is called on the thread when what jobs did was undone.
  DatabaseThread(Database database, std::function<void(Database&)> rolled_back);
  /// Ends the jobs that wait, then the thread.
  ~DatabaseThread();
  DatabaseThread(const DatabaseThread&) = delete;
  DatabaseThread& operator=(const DatabaseThread&) = delete;

  /// The result is there when it is durable. `work` may run more than once; an errc::io of it
  /// undoes the transaction.
  template <class T>
  Task<T> run(std::function<Result<T>(Database&)> work) {
    auto executor = co_await asio::this_coro::executor;
    auto done = asio::async_initiate<const asio::use_awaitable_t<>, void(Result<T>)>(
        [](auto handler, DatabaseThread* self, asio::any_io_executor on,
           std::function<Result<T>(Database&)> job) {
          // Counts as work, so that the context still runs when the result comes.
          auto working = asio::prefer(std::move(on), asio::execution::outstanding_work.tracked);
          self->add(std::make_unique<JobOf<T>>(std::move(working), Handler<T>(std::move(handler)),
                                               std::move(job)));
        },
        asio::use_awaitable, this, std::move(executor), std::move(work));
    co_return co_await std::move(done);
  }

 private:
  class Job {
   public:
    virtual ~Job() = default;
    /// False when the transaction cannot go on.
    virtual bool run(Database& database) = 0;
    virtual void finish(const Error* failure) = 0;
  };
  template <class T>
  class JobOf;
  using Jobs = std::vector<std::unique_ptr<Job>>;

  void add(std::unique_ptr<Job> job);
  void loop();
  Jobs wait();
  void work_off(Jobs jobs);
  Result<Done> in_transaction(std::span<const std::unique_ptr<Job>> jobs);

  Database database_;
  const std::function<void(Database&)> rolled_back_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Jobs waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

template <class T>
class DatabaseThread::JobOf final : public Job {
 public:
  JobOf(asio::any_io_executor executor, Handler<T> done, std::function<Result<T>(Database&)> work)
      : executor_(std::move(executor)), done_(std::move(done)), work_(std::move(work)) {}

  bool run(Database& database) override {
    result_ = work_(database);
    return result_ || result_.error().code() != errc::io;
  }

  void finish(const Error* failure) override {
    if (failure && result_) result_ = *failure;
    asio::post(executor_, [done = std::move(done_), result = std::move(result_)]() mutable {
      std::move(done)(std::move(result));
    });
  }

 private:
  asio::any_io_executor executor_;
  Handler<T> done_;
  std::function<Result<T>(Database&)> work_;
  Result<T> result_;
};

}  // namespace wmh::server
