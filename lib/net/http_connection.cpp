#include "net/http_connection.hpp"

#include "net/tls.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>

#include <cerrno>
#include <sys/socket.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using boost::system::error_code;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t buffer_size = 16384;

/// A call may wait minutes for its answer: routers forget silent connections.
void keep_alive(asio::ip::tcp::socket& socket) {
  constexpr int seconds = 60;
  constexpr int probes = 5;
  namespace option = asio::detail::socket_option;
  error_code ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(true), ignored);
#if defined(TCP_KEEPIDLE)
  socket.set_option(option::integer<IPPROTO_TCP, TCP_KEEPIDLE>(seconds), ignored);
#else
  socket.set_option(option::integer<IPPROTO_TCP, TCP_KEEPALIVE>(seconds), ignored);
#endif
  socket.set_option(option::integer<IPPROTO_TCP, TCP_KEEPINTVL>(seconds), ignored);
  socket.set_option(option::integer<IPPROTO_TCP, TCP_KEEPCNT>(probes), ignored);
}

}  // namespace

HttpConnection::HttpConnection(asio::any_io_executor executor,
                               std::shared_ptr<asio::ssl::context> context)
    : context_(std::move(context)), tcp_(std::move(executor)) {}

asio::awaitable<error_code> HttpConnection::connect(asio::ip::tcp::endpoint to,
                                                    Clock::time_point deadline) {
  error_code ignored;
  tcp_.socket().close(ignored);
  tcp_.expires_at(deadline);
  auto [error] = co_await tcp_.async_connect(to, as_result);
  if (!error) keep_alive(tcp_.socket());
  co_return error;
}

asio::awaitable<error_code> HttpConnection::handshake(std::string host,
                                                      Clock::time_point deadline) {
  tls_.emplace(tcp_, *context_);
  if (auto set = expect_host(tls_->native_handle(), std::move(host)); !set) {
    handshake_error_ = set.error().message();
    co_return make_error_code(asio::ssl::error::unspecified_system_error);
  }
  tcp_.expires_at(deadline);
  auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::client, as_result);
  if (error) handshake_error_ = handshake_failure(tls_->native_handle(), error);
  co_return error;
}

asio::awaitable<IoResult> HttpConnection::write_some(asio::const_buffer bytes,
                                                     Clock::time_point deadline) {
  tcp_.expires_at(deadline);
  IoResult result;
  if (tls_) {
    std::tie(result.error, result.bytes) = co_await tls_->async_write_some(bytes, as_result);
  } else {
    std::tie(result.error, result.bytes) = co_await tcp_.async_write_some(bytes, as_result);
  }
  co_return result;
}

asio::awaitable<IoResult> HttpConnection::read_some(Clock::time_point deadline) {
  tcp_.expires_at(deadline);
  filled_ = 0;
  if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(buffer_size);
  auto room = asio::buffer(buffer_.get(), buffer_size);
  IoResult result;
  if (tls_) {
    std::tie(result.error, result.bytes) = co_await tls_->async_read_some(room, as_result);
  } else {
    std::tie(result.error, result.bytes) = co_await tcp_.async_read_some(room, as_result);
  }
  filled_ = result.bytes;
  co_return result;
}

bool HttpConnection::is_quiet() {
  auto& socket = tcp_.socket();
  if (!socket.is_open()) return false;
  if (tls_ && SSL_pending(tls_->native_handle()) > 0) return false;
  char byte = 0;
  const auto got = ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

bool is_disconnect(const error_code& error) noexcept {
  return error == asio::error::eof || error == asio::error::connection_reset ||
         error == asio::error::broken_pipe || error == asio::error::connection_aborted ||
         error == asio::ssl::error::stream_truncated;
}

bool is_cut(const error_code& error) noexcept {
  return error == asio::ssl::error::stream_truncated || error == asio::error::connection_reset;
}

bool is_timeout(const error_code& error) noexcept {
  return error == boost::beast::error::timeout;
}

}  // namespace detail
WMH_END_NAMESPACE
