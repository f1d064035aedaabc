#pragma once

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wmh::server {

namespace asio = boost::asio;

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of a header, whatever the case of its name; empty when it is not there.
std::string_view find_header(const Headers& headers, std::string_view name) noexcept;

/// What is known of a request before its body is read.
struct RequestHead {
  std::string method{};
  std::string path{};   ///< Percent-encoded, as it came, without the query.
  std::string query{};  ///< What followed the '?'.
  Headers headers{};
  std::string peer{};  ///< Address of the other side.
  bool tls = false;

  std::string_view header(std::string_view name) const noexcept {
    return find_header(headers, name);
  }
};

struct Request {
  RequestHead head{};
  std::string body{};
  /// Where the body is, if BodyPlan::file asked for it. From here on it is the handler's to remove.
  std::filesystem::path body_file{};
};

/// Events for one client (WHATWG "server-sent events"), one at a time.
class EventSource {
 public:
  virtual ~EventSource() = default;
  /// The next block, line feeds and all; nullopt, or an exception, ends the answer. Not asked again
  /// before the last block is sent. Cancelled (terminal) when the client leaves or the server ends.
  virtual asio::awaitable<std::optional<std::string>> next() = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  /// Those that would break the answer (CR, LF), or that the connection writes itself
  /// (Content-Length, Transfer-Encoding, Connection, Date), are left out.
  Headers headers{};
  std::string body{};
  std::shared_ptr<EventSource> events{};  ///< Takes the place of `body`.
};

/// What is to happen with the body of a request.
struct BodyPlan {
  std::size_t limit = 0;  ///< Bytes; a longer body is a 413.
  /// Where it goes, streamed; empty: into Request::body. Must not be there yet. It is removed if
  /// the body does not come to its end.
  std::filesystem::path file{};
  /// The answer at once. The connection ends after it, unless the request has no body.
  std::optional<Response> refusal{};
};

/// Answers requests. Called from every thread of the server.
class Handler {
 public:
  virtual ~Handler() = default;
  /// Says, once the head is read, what is to happen with the body.
  virtual BodyPlan plan(const RequestHead& head) = 0;
  /// Runs on the thread of the connection, so it must not block. It is not cancelled when the
  /// client leaves, only when the server is destroyed. An exception becomes a 500.
  virtual asio::awaitable<Response> handle(Request request) = 0;
  /// A refusal of the server's own, such as a request that could not be read (400, 408, 413, 431,
  /// 503): as this handler words them. `head` is what is known of the request, its peer at least.
  virtual Response refuse(const RequestHead& head, int status, std::string_view why) = 0;
};

}  // namespace wmh::server
