#include "support/slow_provider.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace wmh::testing {
namespace {

using asio::ip::tcp;
using boost::system::error_code;

std::string answer_text() {
  constexpr std::string_view body =
      R"({"id":"slow","object":"chat.completion","model":"slow","choices":[{"index":0,"message":{)"
      R"("role":"assistant","content":"{\"output\":\"ok\",\"is_error\":false,\"state_note\":\"\"}")"
      R"(},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":10}})";
  return fmt::format(
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
      body.size(), body);
}

std::size_t length_of(std::string_view head) {
  constexpr std::string_view name = "Content-Length: ";
  const auto at = head.find(name);
  if (at == std::string_view::npos) return 0;
  return std::stoul(std::string(head.substr(at + name.size(), 12)));
}

/// What all connections share; they are on one thread.
struct Desk {
  const std::chrono::milliseconds delay;
  const std::string answer = answer_text();
  std::vector<char> scratch = std::vector<char>(256 * 1024);
  std::size_t at_once = 0;
  std::atomic<std::size_t> most_at_once{0};
  std::atomic<std::size_t> answered{0};
};

/// One connection. It lives as long as it waits for something.
class Caller : public std::enable_shared_from_this<Caller> {
 public:
  Caller(tcp::socket socket, Desk& desk)
      : socket_(std::move(socket)), timer_(socket_.get_executor()), desk_(desk) {
    socket_.set_option(tcp::no_delay(true));
    socket_.non_blocking(true);
  }

  void wait() {
    socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](error_code failed) {
      if (!failed) self->read();
    });
  }

 private:
  void read() {
    error_code failed;
    const std::size_t size = socket_.read_some(asio::buffer(desk_.scratch), failed);
    if (failed == asio::error::would_block) return wait();
    if (failed) return;
    if (take({desk_.scratch.data(), size})) return answer_later();
    wait();
  }

  /// Whether a request has come to its end.
  bool take(std::string_view bytes) {
    if (left_ == 0) {
      head_ += bytes;
      const auto end = head_.find("\r\n\r\n");
      if (end == std::string::npos) return false;
      left_ = end + 4 + length_of(head_.substr(0, end)) - head_.size();
      head_.clear();
      return left_ == 0;
    }
    left_ -= std::min(left_, bytes.size());
    return left_ == 0;
  }

  void answer_later() {
    desk_.most_at_once = std::max(desk_.most_at_once.load(), ++desk_.at_once);
    timer_.expires_after(desk_.delay);
    timer_.async_wait([self = shared_from_this()](error_code failed) {
      --self->desk_.at_once;
      if (!failed) self->answer();
    });
  }

  void answer() {
    asio::async_write(socket_, asio::buffer(desk_.answer),
                      [self = shared_from_this()](error_code failed, std::size_t) {
                        ++self->desk_.answered;
                        if (!failed) self->wait();
                      });
  }

  tcp::socket socket_;
  asio::steady_timer timer_;
  Desk& desk_;
  std::string head_{};
  std::size_t left_ = 0;  ///< Of a body whose head has come.
};

}  // namespace

struct SlowProvider::Impl {
  explicit Impl(std::chrono::milliseconds delay) : desk{delay} {
    accept();
    thread = std::thread([this] { context.run(); });
  }
  ~Impl() {
    context.stop();
    thread.join();
  }

  void accept() {
    acceptor.async_accept([this](error_code failed, tcp::socket socket) {
      if (!failed) std::make_shared<Caller>(std::move(socket), desk)->wait();
      if (acceptor.is_open()) accept();
    });
  }

  Desk desk;
  asio::io_context context{1};
  tcp::acceptor acceptor{context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  std::thread thread{};
};

SlowProvider::SlowProvider(std::chrono::milliseconds delay)
    : impl_(std::make_unique<Impl>(delay)) {}
SlowProvider::~SlowProvider() = default;

ProviderOptions SlowProvider::options() const {
  ProviderOptions options;
  options.kind = "openai";
  options.model = "slow";
  const auto port = impl_->acceptor.local_endpoint().port();
  options.environment = {{"OPENAI_BASE_URL", fmt::format("http://127.0.0.1:{}/v1", port)},
                         {"OPENAI_API_KEY", "slow"}};
  return options;
}

std::size_t SlowProvider::answered() const noexcept {
  return impl_->desk.answered;
}

std::size_t SlowProvider::most_at_once() const noexcept {
  return impl_->desk.most_at_once;
}

}  // namespace wmh::testing
