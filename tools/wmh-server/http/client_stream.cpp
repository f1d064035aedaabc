#include "http/client_stream.hpp"

#include <poll.h>

namespace wmh::server {
namespace {

Coro<std::tuple<boost::system::error_code>> end_plain(Socket& socket) {
  boost::system::error_code failed;
  socket.shutdown(Socket::shutdown_send, failed);
  co_return std::tuple(failed);
}

}  // namespace

ClientStream::ClientStream(Socket socket, const TlsContext& tls) : socket_(std::move(socket)) {
  boost::system::error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (tls) tls_ = std::make_unique<asio::ssl::stream<Socket&>>(socket_, *tls);
}

std::string ClientStream::peer() const {
  boost::system::error_code failed;
  const auto endpoint = socket_.remote_endpoint(failed);
  return failed ? std::string() : endpoint.address().to_string();
}

Coro<std::tuple<boost::system::error_code>> ClientStream::handshake() {
  return tls_->async_handshake(asio::ssl::stream_base::server, no_throw);
}

Coro<IoOutcome> ClientStream::read_some(asio::mutable_buffer into) {
  return tls_ ? tls_->async_read_some(into, no_throw) : socket_.async_read_some(into, no_throw);
}

Coro<IoOutcome> ClientStream::write_some(asio::const_buffer bytes) {
  return tls_ ? tls_->async_write_some(bytes, no_throw) : socket_.async_write_some(bytes, no_throw);
}

Coro<std::tuple<boost::system::error_code>> ClientStream::shut_down() {
  return tls_ ? tls_->async_shutdown(no_throw) : end_plain(socket_);
}

bool ClientStream::is_broken() noexcept {
  pollfd watched{socket_.native_handle(), 0, 0};
  return ::poll(&watched, 1, 0) == 1 && (watched.revents & (POLLERR | POLLHUP)) != 0;
}

void ClientStream::cancel() noexcept {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void ClientStream::close() noexcept {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace wmh::server
