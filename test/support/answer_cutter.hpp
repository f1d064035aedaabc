#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace wmh::testing {

/// Stands between clients and a server on this machine, and can keep an answer from its client: the
/// request is carried out, and the connection breaks instead of the answer.
class AnswerCutter {
 public:
  explicit AnswerCutter(std::uint16_t server) : server_(server) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    (void)::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    (void)::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    (void)::listen(listener_, 64);
    port_ = ntohs(address.sin_port);
    threads_.emplace_back([this] { accept_all(); });
  }
  ~AnswerCutter() {
    stopping_ = true;
    for (std::thread& each : threads_)
      each.join();
    ::close(listener_);
  }
  AnswerCutter(const AnswerCutter&) = delete;
  AnswerCutter& operator=(const AnswerCutter&) = delete;

  std::uint16_t port() const noexcept { return port_; }
  /// The next request that holds this word gets no answer.
  void cut(std::string word) {
    const std::lock_guard lock(mutex_);
    word_ = std::move(word);
  }
  int cuts() const noexcept { return cuts_; }

 private:
  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }

  void accept_all() {
    while (!stopping_) {
      pollfd waiting{listener_, POLLIN, 0};
      if (::poll(&waiting, 1, 50) != 1) continue;
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      threads_.emplace_back([this, client] { carry(client); });
    }
  }

  /// Both ways, until one side ends or an answer is cut.
  void carry(int client) {
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(server_);
    bool cutting = false;
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
      while (!stopping_) {
        pollfd sides[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        if (::poll(sides, 2, 50) <= 0) continue;
        if (sides[0].revents != 0 && !pass(client, server, &cutting)) break;
        if (sides[1].revents != 0 && (cutting || !pass(server, client, nullptr))) break;
      }
    if (cutting) ++cuts_;
    ::close(client);
    ::close(server);
  }

  bool pass(int from, int to, bool* cutting) {
    char bytes[65536];
    const auto got = ::recv(from, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    const std::string_view text(bytes, static_cast<std::size_t>(got));
    if (cutting && is_marked(text)) *cutting = true;
    return ::send(to, bytes, text.size(), MSG_NOSIGNAL) == got;
  }

  bool is_marked(std::string_view text) {
    const std::lock_guard lock(mutex_);
    const bool found = !word_.empty() && text.find(word_) != text.npos;
    if (found) word_.clear();
    return found;
  }

  const std::uint16_t server_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::mutex mutex_{};
  std::string word_{};
  std::atomic<bool> stopping_ = false;
  std::atomic<int> cuts_ = 0;
  std::list<std::thread> threads_{};  // grows on the first of them
};

}  // namespace wmh::testing
