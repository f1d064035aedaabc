#pragma once

#include <wmh/async.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

using Clock = std::chrono::steady_clock;

/// What became of one read or write.
struct IoResult {
  boost::system::error_code error{};
  std::size_t bytes = 0;
};

/// One connection, plain at first and with TLS from handshake() on. Every operation has a deadline,
/// past which it ends with beast::error::timeout and the connection is closed. One operation at a
/// time; closes when it is destroyed. Not thread-safe.
class HttpConnection {
 public:
  HttpConnection(asio::any_io_executor executor, std::shared_ptr<asio::ssl::context> context);

  asio::awaitable<boost::system::error_code> connect(asio::ip::tcp::endpoint to,
                                                     Clock::time_point deadline);
  /// Fails unless the other side proves to be `host`; handshake_error() says why not.
  asio::awaitable<boost::system::error_code> handshake(std::string host,
                                                       Clock::time_point deadline);
  const std::string& handshake_error() const noexcept { return handshake_error_; }

  /// The bytes must live until it is done.
  asio::awaitable<IoResult> write_some(asio::const_buffer bytes, Clock::time_point deadline);
  /// Reads some bytes into received().
  asio::awaitable<IoResult> read_some(Clock::time_point deadline);
  std::string_view received() const noexcept { return {buffer_.get(), filled_}; }

  bool has_tls() const noexcept { return tls_.has_value(); }
  /// Nothing came, not even the end: fit for another request.
  bool is_quiet();
  Clock::time_point born() const noexcept { return born_; }

 private:
  std::shared_ptr<asio::ssl::context> context_;
  boost::beast::tcp_stream tcp_;
  std::optional<asio::ssl::stream<boost::beast::tcp_stream&>> tls_{};
  std::unique_ptr<char[]> buffer_{};  ///< Kept from the first read on.
  std::size_t filled_ = 0;
  std::string handshake_error_{};
  Clock::time_point born_ = Clock::now();
};

/// The other side is gone; a timeout and a failed check are something else.
bool is_disconnect(const boost::system::error_code& error) noexcept;

/// Gone without saying so in TLS: the end may be a cut.
bool is_cut(const boost::system::error_code& error) noexcept;

bool is_timeout(const boost::system::error_code& error) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
