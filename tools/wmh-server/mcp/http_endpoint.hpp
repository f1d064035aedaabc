#pragma once

#include "http/message.hpp"
#include "mcp/session.hpp"

#include <chrono>
#include <functional>
#include <mutex>

namespace wmh::mcp {

struct HttpSessionOptions {
  std::size_t max_sessions = 1000;
  std::chrono::seconds idle_expiry{3600};  ///< A session without a request for so long ends.
  std::function<std::chrono::steady_clock::time_point()> clock{};  ///< Null: the steady clock.
  std::function<std::string()> make_id{};  ///< Null: 32 random hexadecimal digits.
};

/// The streamable HTTP transport, for one world model: a path such as /mcp, wherever it is mounted.
/// Each session of a client steps a world-model session of its own. There is no stream of messages
/// of the server's own: it has none to send. Callable from any thread.
class HttpEndpoint {
 public:
  /// Bytes that a body may have.
  static constexpr std::size_t longest_body = std::size_t{4} << 20;

  /// Sessions run on `executor`, which must outlive the endpoint.
  HttpEndpoint(asio::any_io_executor executor, std::shared_ptr<const Environment> environment,
               HttpSessionOptions options = {});
  /// Ends all sessions.
  ~HttpEndpoint();
  HttpEndpoint(const HttpEndpoint&) = delete;
  HttpEndpoint& operator=(const HttpEndpoint&) = delete;

  /// Answers POST and DELETE; whoever calls has checked the origin. The endpoint must outlive it.
  asio::awaitable<server::Response> handle(server::Request request);
  std::size_t session_count() const;

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Entry {
    std::shared_ptr<Session> session;
    Time used{};
    std::size_t requests = 0;  ///< Being answered; then it is not idle.
  };
  class Use;
  class Place;

  asio::awaitable<server::Response> post(server::Request request);
  asio::awaitable<server::Response> begin(Incoming incoming, bool events);
  asio::awaitable<server::Response> go_on(std::string id, Incoming incoming, bool events);
  server::Response remove(const server::RequestHead& head);
  std::shared_ptr<Session> acquire(const std::string& id);
  void release(const std::string& id);
  std::string add(std::shared_ptr<Session> session);
  bool make_room();
  void give_back_room();
  bool expired(const Entry& entry) const;
  Time now() const;

  asio::any_io_executor executor_;
  std::shared_ptr<const Environment> environment_;
  HttpSessionOptions options_;

  mutable std::mutex mutex_{};
  std::map<std::string, Entry> sessions_{};
  std::size_t beginning_ = 0;  ///< Sessions that are being initialized.
};

}  // namespace wmh::mcp
