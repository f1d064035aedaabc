// The calling thread reads; one more thread takes messages in, in their order, and writes the
// answers. The reader waits while many messages have not been taken in, so that a client that
// writes without reading cannot fill the memory.
#include "mcp/stdio.hpp"

#include "mcp/line_reader.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>

#include <condition_variable>
#include <csignal>
#include <cstdint>
#include <deque>
#include <mutex>
#include <sys/eventfd.h>
#include <unistd.h>

namespace wmh::mcp {
namespace {

constexpr std::size_t most_waiting = 256;

/// Becomes readable once.
class StopSign {
 public:
  StopSign() : fd_(::eventfd(0, EFD_CLOEXEC)) {}
  ~StopSign() { ::close(fd_); }
  StopSign(const StopSign&) = delete;
  StopSign& operator=(const StopSign&) = delete;

  int fd() const noexcept { return fd_; }
  void raise() noexcept {
    const std::uint64_t one = 1;
    (void)!::write(fd_, &one, sizeof one);
  }

 private:
  int fd_;
};

class StdioServer {
 public:
  StdioServer(std::FILE* out, std::shared_ptr<const Environment> environment, StdioOptions options)
      : out_(out),
        session_(std::make_shared<Session>(pool_.get_executor(), std::move(environment))),
        options_(options) {}

  Result<Done> run(std::FILE* in) {
    if (options_.signals) wait_for_signal();
    LineReader lines(::fileno(in), stop_.fd(), options_.longest_line);
    while (auto line = lines.next())
      if (line->too_long || line->text.find_first_not_of(" \t") != std::string::npos)
        take_in(std::move(*line));
    asio::post(session_->executor(), [this] {
      ended_ = true;
      go_on();
    });
    pool_.join();
    if (lost_) return Error(errc::io, "answers could not be written: the client has gone");
    return Done{};
  }

 private:
  void wait_for_signal() {
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](boost::system::error_code failure, int) {
      if (failure) return;
      stop_.raise();
      asio::post(session_->executor(), [this] { session_->end(); });
    });
  }

  /// On the reading thread.
  void take_in(LineReader::Line line) {
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [this] { return waiting_ < most_waiting; });
      ++waiting_;
    }
    asio::post(session_->executor(), [this, text = std::move(line)]() mutable {
      lines_.push_back(std::move(text));
      go_on();
    });
  }

  /// Starts what can be started.
  void go_on() {
    while (!beginning_ && !lines_.empty()) {
      const LineReader::Line line = std::move(lines_.front());
      lines_.pop_front();
      leave_room();
      if (line.too_long) {
        write(rpc_error(nullptr, parse_error, "the message is too long"));
        continue;
      }
      Incoming incoming = read_incoming(line.text);
      beginning_ = incoming.is_initialize();
      ++running_;
      asio::co_spawn(session_->executor(), serve(std::move(incoming)), asio::detached);
    }
    if (ended_ && lines_.empty() && running_ == 0) finish();
  }

  void leave_room() {
    {
      std::lock_guard lock(mutex_);
      --waiting_;
    }
    room_.notify_one();
  }

  asio::awaitable<void> serve(Incoming incoming) {
    const bool begins = incoming.is_initialize();
    auto answer = co_await session_->answer(std::move(incoming));
    if (answer) write(*answer);
    if (begins) beginning_ = false;
    --running_;
    go_on();
  }

  /// With nothing left to do, a signal is not waited for any more.
  void finish() {
    session_->end();
    signals_.cancel();
  }

  void write(const json::value& answer) {
    const std::string line = to_text(answer) + "\n";
    const bool whole = std::fwrite(line.data(), 1, line.size(), out_) == line.size();
    if (!whole || std::fflush(out_) != 0) lost_ = true;
  }

  asio::thread_pool pool_{1};
  asio::signal_set signals_{pool_};
  StopSign stop_{};
  std::FILE* out_;
  std::shared_ptr<Session> session_;
  StdioOptions options_;

  // On the session's executor.
  std::deque<LineReader::Line> lines_{};
  std::size_t running_ = 0;
  bool beginning_ = false;  ///< What follows `initialize` waits for its answer.
  bool ended_ = false;      ///< Nothing more will be read.
  bool lost_ = false;

  std::mutex mutex_{};
  std::condition_variable room_{};
  std::size_t waiting_ = 0;
};

}  // namespace

Result<Done> serve_stdio(std::FILE* in, std::FILE* out,
                         std::shared_ptr<const Environment> environment, StdioOptions options) {
  return StdioServer(out, std::move(environment), options).run(in);
}

}  // namespace wmh::mcp
