#pragma once

#include "http/asio_types.hpp"
#include "http/tls_context.hpp"

#include <boost/asio/ssl/stream.hpp>

#include <memory>
#include <string>

namespace wmh::server {

/// The bytes to and from a client, with TLS or without. One read and one write at a time; on the
/// thread of its executor only.
class ClientStream {
 public:
  /// Without a context: plain.
  ClientStream(Socket socket, const TlsContext& tls);

  /// The address of the other side; empty if it is gone.
  std::string peer() const;
  bool has_tls() const noexcept { return tls_ != nullptr; }
  Coro<std::tuple<boost::system::error_code>> handshake();
  Coro<IoOutcome> read_some(asio::mutable_buffer into);
  Coro<IoOutcome> write_some(asio::const_buffer bytes);
  /// Says that no more is coming. With TLS it waits for the other side to say so too.
  Coro<std::tuple<boost::system::error_code>> shut_down();

  /// The other side reset the connection. Seen without reading.
  bool is_broken() noexcept;
  /// Operations under way end with operation_aborted.
  void cancel() noexcept;
  void close() noexcept;

 private:
  Socket socket_;
  std::unique_ptr<asio::ssl::stream<Socket&>> tls_{};
};

}  // namespace wmh::server
