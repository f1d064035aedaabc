#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace wmh::testing {

/// A client that sends what it is told, byte for byte, and reads what comes.
class RawClient {
 public:
  using Milliseconds = std::chrono::milliseconds;
  static constexpr Milliseconds patience{10'000};

  explicit RawClient(std::uint16_t port, int receive_buffer = 0) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer > 0)
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ =
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { close(); }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        connected_(other.connected_),
        unread_(std::move(other.unread_)) {}
  RawClient& operator=(RawClient&&) = delete;

  bool connected() const noexcept { return connected_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }
  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }
  void reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
  }

  /// Up to `mark` and with it; what came before the end if it never comes.
  std::string read_to(std::string_view mark, Milliseconds within = patience) {
    for (;;) {
      const auto at = unread_.find(mark);
      if (at != std::string::npos) return take(at + mark.size());
      if (!read_more(within)) return take(unread_.size());
    }
  }
  std::string read_bytes(std::size_t size) {
    while (unread_.size() < size && read_more(patience)) {
    }
    return take(std::min(size, unread_.size()));
  }
  std::string read_to_end(Milliseconds within = patience) {
    while (read_more(within)) {
    }
    return take(unread_.size());
  }
  /// Takes at most `size` bytes off the connection and drops them. False: it has ended.
  bool receive(std::size_t size, Milliseconds within = patience) {
    pollfd watched{socket_, POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(within.count())) != 1) return false;
    std::string bytes(size, ' ');
    return ::recv(socket_, bytes.data(), size, 0) > 0;
  }
  /// Nothing but the end of the connection comes.
  bool sees_end(Milliseconds within = patience) {
    return unread_.empty() && !read_more(within) && ended_;
  }
  bool sees_nothing(Milliseconds within) {
    return unread_.empty() && !read_more(within) && !ended_;
  }

  struct Answer {
    int status = 0;
    std::string head{};
    std::string body{};

    std::string header(std::string_view name) const {
      const auto at = head.find("\r\n" + std::string(name) + ": ");
      if (at == std::string::npos) return {};
      const auto from = at + name.size() + 4;
      return head.substr(from, head.find("\r\n", from) - from);
    }
  };
  /// The next answer, with a body of its Content-Length.
  Answer read_answer(bool has_body = true) {
    Answer answer;
    answer.head = read_to("\r\n\r\n");
    if (answer.head.size() > 12) answer.status = std::atoi(answer.head.c_str() + 9);
    const auto length = answer.header("Content-Length");
    if (has_body && !length.empty())
      answer.body = read_bytes(std::strtoul(length.c_str(), nullptr, 10));
    return answer;
  }

 private:
  std::string take(std::size_t size) {
    std::string taken = unread_.substr(0, size);
    unread_.erase(0, size);
    return taken;
  }
  bool read_more(Milliseconds within) {
    pollfd watched{socket_, POLLIN, 0};
    if (::poll(&watched, 1, static_cast<int>(within.count())) != 1) return false;
    char bytes[16384];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    ended_ = got <= 0;
    if (got > 0) unread_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
  }

  int socket_ = -1;
  bool connected_ = false;
  bool ended_ = false;
  std::string unread_{};
};

}  // namespace wmh::testing
