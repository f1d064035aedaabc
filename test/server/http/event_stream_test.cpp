#include "support/http_server_test.hpp"

#include <mutex>

namespace wmh {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using testing::becomes;
using testing::HttpServerTest;
using testing::RawClient;

/// Plays blocks, then ends, or waits until it is cancelled.
class PlayedEvents final : public server::EventSource {
 public:
  struct Log {
    std::atomic<int> asked{0};
    std::atomic<bool> cancelled{false};
    std::atomic<bool> gone{false};
  };
  PlayedEvents(std::vector<std::string> blocks, bool ends, std::shared_ptr<Log> log)
      : blocks_(std::move(blocks)), ends_(ends), log_(std::move(log)) {}
  ~PlayedEvents() override { log_->gone = true; }

  asio::awaitable<std::optional<std::string>> next() override {
    ++log_->asked;
    if (next_ < blocks_.size()) co_return blocks_[next_++];
    if (ends_) co_return std::nullopt;
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_after(1h);
    boost::system::error_code failed;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, failed));
    log_->cancelled = failed == asio::error::operation_aborted;
    co_return "event: never\n\n";
  }

 private:
  std::vector<std::string> blocks_;
  bool ends_;
  std::shared_ptr<Log> log_;
  std::size_t next_ = 0;
};

class EventStreamTest : public HttpServerTest {
 protected:
  void play(std::vector<std::string> blocks, bool ends) {
    handler->events = [=, log = log] {
      return std::make_shared<PlayedEvents>(blocks, ends, log);
    };
  }
  RawClient listen() {
    RawClient client = connect();
    client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    return client;
  }

  std::shared_ptr<PlayedEvents::Log> log = std::make_shared<PlayedEvents::Log>();
};

TEST_F(EventStreamTest, ComesInChunks) {
  play({"data: 1\n\n", "", "data: 22\n\n"}, true);
  RawClient client = listen();
  const auto head = client.read_to("\r\n\r\n");
  EXPECT_THAT(head, ::testing::HasSubstr("\r\nTransfer-Encoding: chunked\r\n"));
  EXPECT_THAT(head, ::testing::HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_EQ(client.read_to_end(), "9\r\ndata: 1\n\n\r\na\r\ndata: 22\n\n\r\n0\r\n\r\n");
}

TEST_F(EventStreamTest, ComesAsItIsWithHttp10) {
  play({"data: 1\n\n"}, true);
  RawClient client = connect();
  client.send("GET /events HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.read_to("\r\n\r\n"), ::testing::Not(::testing::HasSubstr("chunked")));
  EXPECT_EQ(client.read_to_end(), "data: 1\n\n");
}

TEST_F(EventStreamTest, HeadAsksForNoEvents) {
  play({"data: 1\n\n"}, true);
  RawClient client = connect();
  client.send("HEAD /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_to_end(), ::testing::EndsWith("\r\n\r\n"));
  EXPECT_EQ(log->asked, 0);
}

TEST_F(EventStreamTest, SpeaksInSilence) {
  options.event_interval = 20ms;
  play({"data: 1\n\n"}, false);
  RawClient client = listen();
  client.read_to("data: 1\n\n\r\n");
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(client.read_to("\n\n\r\n"), "4\r\n: \n\n\r\n");
  EXPECT_EQ(log->asked, 2) << "a comment does not ask for the next event";
}

TEST_F(EventStreamTest, IsCancelledWhenTheClientLeaves) {
  play({"data: 1\n\n"}, false);
  RawClient client = listen();
  client.read_to("data: 1\n\n\r\n");
  client.close();
  EXPECT_TRUE(becomes([&] { return log->cancelled.load(); }));
  EXPECT_TRUE(becomes([&] { return log->gone.load(); }));
  EXPECT_TRUE(becomes([&] { return server->counters().connections == 0; }));
}

TEST_F(EventStreamTest, IsNotAskedForMoreThanAClientReads) {
  options.write_silence = 200ms;
  play(std::vector<std::string>(100, std::string(1'000'000, 'd')), true);
  open();
  RawClient client(server->port(), 4096);
  client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(becomes([&] { return log->gone.load(); }));
  EXPECT_LT(log->asked, 20);
}

TEST_F(EventStreamTest, DoesNotListenToAClientForEver) {
  play({}, false);
  RawClient client = listen();
  client.read_to("\r\n\r\n");
  const std::string noise(8192, 'n');
  for (int i = 0; i < 1000 && !log->gone; ++i)
    client.send(noise);
  EXPECT_TRUE(becomes([&] { return log->gone.load(); }));
}

TEST_F(EventStreamTest, EndsWithADrain) {
  play({"data: 1\n\n"}, false);
  RawClient client = listen();
  client.read_to("data: 1\n\n\r\n");
  EXPECT_TRUE(becomes([&] { return log->asked == 2; }));
  std::thread draining([&] { server->drain(10s); });
  EXPECT_EQ(client.read_to_end(), "0\r\n\r\n");
  client.close();
  draining.join();
  EXPECT_TRUE(log->cancelled);
}

TEST_F(EventStreamTest, EndsWithTheServer) {
  play({"data: 1\n\n"}, false);
  RawClient client = listen();
  client.read_to("data: 1\n\n\r\n");
  EXPECT_TRUE(becomes([&] { return log->asked == 2; }));
  server.reset();
  EXPECT_TRUE(log->cancelled);
  EXPECT_TRUE(log->gone);
  EXPECT_EQ(client.read_to_end(), "");
}

}  // namespace
}  // namespace wmh
