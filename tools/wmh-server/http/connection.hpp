#pragma once

#include "http/client_stream.hpp"
#include "http/place.hpp"
#include "http/request_reader.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/beast/core/flat_buffer.hpp>

namespace wmh::server {

/// One client: reads its requests, has them answered, keeps the limits. Lives on the thread of its
/// ThreadState, held by its coroutines and by nobody else.
class Connection final : public OpenConnection, public std::enable_shared_from_this<Connection> {
 public:
  Connection(ThreadState& thread, Socket socket, Place place, Welcome welcome);

  static Coro<void> run(std::shared_ptr<Connection> self);

  void sweep(Clock::time_point now) override;
  void drain() override;
  void cut() override;
  void cancel_handler() override;

 private:
  enum class Phase { idle, reading, handling, answering, leaving };
  enum class Got { bytes, timeout, end };
  struct Feed;

  Coro<bool> greet();
  Coro<bool> serve_one();
  Coro<bool> read_request();
  Coro<bool> follow_plan();
  Coro<Got> read_more();
  Coro<Response> ask_handler();
  Coro<bool> answer(Response response, bool keep_alive);
  Coro<bool> write_out();
  Coro<bool> write(std::string_view bytes);
  Coro<void> leave();

  Coro<bool> stream_events(std::shared_ptr<EventSource> events);
  Coro<void> end_feed(std::shared_ptr<Feed> feed);
  static Coro<void> watch_client(std::shared_ptr<Connection> self, std::shared_ptr<Feed> feed);
  void ask_for_event(const std::shared_ptr<Feed>& feed);
  void append_event(std::string_view block);

  const HttpOptions& options() const noexcept { return thread_.shared.options; }
  Response word(int status, std::string_view why);
  BodyPlan ask_plan();
  void begin_request();
  void note_begin();
  void arm(std::chrono::milliseconds patience);
  void watch_pace(std::chrono::milliseconds silence);
  void note_pace(std::size_t moved);
  void disarm() noexcept { deadline_ = Clock::time_point::max(); }

  ThreadState& thread_;
  Place place_;
  ClientStream stream_;
  std::string peer_;
  Welcome welcome_;
  Phase phase_ = Phase::idle;
  bool cut_ = false;
  bool timed_out_ = false;
  bool head_only_ = false;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::chrono::milliseconds silence_{};  ///< Of what is watched for its pace.
  std::size_t due_ = 0;                  ///< Bytes to come or go before the deadline.
  boost::beast::flat_buffer in_{};
  std::string out_{};
  std::optional<RequestReader> reader_{};
  std::optional<Response> early_{};  ///< The answer to a request that no handler sees.
  asio::cancellation_signal cancel_{};
  std::weak_ptr<Feed> feed_{};
};

}  // namespace wmh::server
