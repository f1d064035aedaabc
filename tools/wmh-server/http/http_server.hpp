#pragma once

#include <wmh/error.hpp>

#include "http/message.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>

namespace wmh::server {

struct HttpOptions {
  std::string host = "127.0.0.1";           ///< An address or a name.
  std::uint16_t port = 8000;                ///< 0: any free one.
  std::size_t threads = 0;                  ///< 0: as many as the machine has processors.
  std::filesystem::path tls_certificate{};  ///< PEM, with its chain; empty: plain HTTP.
  std::filesystem::path tls_key{};

  std::size_t max_connections = 20'000;  ///< Past it a connection is told 503 and closed.
  std::size_t max_head = 16 * 1024;      ///< Bytes of request line and headers; then 431.
  std::chrono::milliseconds head_timeout{
      10'000};  ///< From the first byte of a request to its last header.
  std::chrono::milliseconds idle_timeout{75'000};   ///< Between requests.
  std::chrono::milliseconds body_silence{30'000};   ///< Without a byte of a body; then 408.
  std::chrono::milliseconds write_silence{30'000};  ///< Without a byte taken by the client.
  /// Bytes a second that must come of a body, or be taken of an answer, in each such time: fewer
  /// count as silence. 0: one will do.
  std::size_t least_rate = 1024;
  std::chrono::milliseconds event_interval{
      15'000};  ///< After so long without an event a comment is sent.
};

/// What a server has done so far.
struct HttpCounters {
  std::size_t connections = 0;  ///< Open ones.
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;  ///< For max_connections.
  std::uint64_t requests = 0;
  std::uint64_t bad_requests = 0;  ///< That could not be read.
  std::uint64_t in_flight = 0;     ///< Being handled now.
};

/// An HTTP/1.1 server. It reads strictly: what two readers could understand differently is refused.
/// Callable from any thread.
class HttpServer {
 public:
  /// Listens and starts its threads. Fails with errc::io when the address is taken or the
  /// certificate cannot be read.
  static Result<std::unique_ptr<HttpServer>> open(HttpOptions options,
                                                  std::shared_ptr<Handler> handler);
  /// Cuts what is open, cancels the handlers under way and waits until they have ended.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const noexcept;
  HttpCounters counters() const;
  /// New connections use the certificate that is now in the files. On failure the old one stays.
  Result<Done> reload_tls();
  /// Accepts nothing more, lets requests under way end and closes idle connections. Returns when
  /// all are closed, or cuts the rest after `patience`. Not to be called by a handler.
  void drain(std::chrono::milliseconds patience);

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace wmh::server
