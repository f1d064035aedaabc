#pragma once

#include <wmh/async.hpp>

#include "sessions/postgres_query.hpp"

#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

#include <functional>
#include <span>

namespace wmh::server::postgres {

/// Queries that are one transaction.
struct Request {
  std::vector<Query> queries{};
  /// Asked behind them when they may have been done before: whether they were.
  std::vector<Query> look_up{};
  bool changes = false;    ///< May be done, unknown to us, when the connection breaks.
  bool under_way = false;  ///< Waits for a database that is away, in a queue of any length.
  std::string locks{};     ///< The row that it locks. Requests go out in its order.
};

struct Answers {
  std::span<const Rows> rows;  ///< Of the queries, then of look_up where `repeated`.
  bool repeated = false;       ///< An earlier try may have been done.
};

/// A request and what becomes of it. One thread at a time.
class Job {
 public:
  explicit Job(Request request) : request_(std::move(request)) {}
  virtual ~Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  const Request& request() const noexcept { return request_; }
  /// What is to be asked this time.
  void append_to(std::vector<const Query*>& queries) const {
    for (const Query& each : request_.queries)
      queries.push_back(&each);
    for (const Query& each : request_.look_up)
      if (tries > 0) queries.push_back(&each);
  }
  virtual void finish(Result<Answers> answers) = 0;

  int tries = 0;  ///< Whose end is not known.
  std::chrono::steady_clock::time_point deadline{};

 private:
  Request request_;
};

/// Gives what `read` makes of the answers to a handler, on its executor.
template <class T>
class JobOf final : public Job {
 public:
  using Read = std::function<Result<T>(Result<Answers>)>;
  JobOf(asio::any_io_executor executor, Handler<T> done, Request request, Read read)
      : Job(std::move(request)),
        // Counts as work, so that the context still runs when the result comes.
        executor_(asio::prefer(std::move(executor), asio::execution::outstanding_work.tracked)),
        done_(std::move(done)),
        read_(std::move(read)) {}

  void finish(Result<Answers> answers) override {
    asio::post(executor_, [done = std::move(done_), result = read_(std::move(answers))]() mutable {
      std::move(done)(std::move(result));
    });
  }

 private:
  asio::any_io_executor executor_;
  Handler<T> done_;
  Read read_;
};

/// Nobody waits for its end.
class Notice final : public Job {
 public:
  using Job::Job;
  void finish(Result<Answers>) override {}
};

}  // namespace wmh::server::postgres
