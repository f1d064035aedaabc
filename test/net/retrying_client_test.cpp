#include "net/retrying_client.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::Peer;
using Time = std::chrono::steady_clock::time_point;

RetryPolicy quick() {
  RetryPolicy policy;
  policy.first_delay = 10ms;
  return policy;
}

TEST(RetryingClient, Case05Case21AreMadeAgain) {
  for (const char* first : {"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "HTTP/1.1 2",
                            "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"}) {
    FaultServer server([first](Peer& peer) {
      peer.read_request();
      if (peer.number == 0) {
        peer.write(first);
      } else {
        peer.reply("ok");
      }
    });
    HttpDesk desk;
    RetryingClient client(desk.client, quick());
    const auto outcome = desk.run(client.send(HttpDesk::request_for(server.url()), {}));
    ASSERT_THAT(outcome.response, IsOk()) << first;
    EXPECT_EQ(outcome.attempts, 2);
    EXPECT_EQ(server.requests().size(), 2u);
  }
}

TEST(RetryingClient, AReplayIsNoAttempt) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply("ok");
    if (peer.number == 0) peer.read_request();
  });
  HttpDesk desk;
  RetryingClient client(desk.client, quick());
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(desk.run(client.send(HttpDesk::request_for(server.url()), {})).attempts, 1);
  EXPECT_EQ(server.connections(), 2);
}

TEST(RetryingClient, Case27A429HoldsBackTheOthers) {
  std::mutex mutex;
  std::vector<Time> times;
  FaultServer server([&](Peer& peer) {
    while (!peer.read_request().empty()) {
      bool first = false;
      {
        std::lock_guard lock(mutex);
        first = times.empty();
        times.push_back(std::chrono::steady_clock::now());
      }
      if (first) {
        peer.write("HTTP/1.1 429 Slow\r\nretry-after-ms: 200\r\nContent-Length: 0\r\n\r\n");
      } else {
        peer.reply("ok");
      }
    }
  });
  HttpClientOptions options;
  options.calls_per_key = 1;
  HttpDesk desk(options);
  RetryingClient client(desk.client, quick());
  int good = 0;
  for (int i = 0; i < 5; ++i)
    asio::co_spawn(desk.context, client.send(HttpDesk::request_for(server.url()), {}),
                   [&](std::exception_ptr, HttpOutcome made) {
                     good += made.response && made.response->status == 200;
                   });
  desk.context.run();
  EXPECT_EQ(good, 5);
  ASSERT_EQ(times.size(), 6u);
  for (std::size_t i = 1; i < times.size(); ++i)
    EXPECT_GE(times[i] - times[0], 195ms);
}

TEST(RetryingClient, Case47AStreamIsMadeAgainOnlyBeforeItsFirstEvent) {
  for (const bool had_event : {false, true}) {
    FaultServer server([had_event](Peer& peer) {
      peer.read_request();
      const std::string event = had_event ? "data: 1\n\n" : ": ping\n\n";
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: " +
                 std::to_string(event.size() + (peer.number == 0 ? 1 : 0)) + "\r\n\r\n" + event);
    });
    HttpDesk desk;
    RetryingClient client(desk.client, quick());
    int events = 0;
    const EventSink sink = [&](SseEvent) -> Result<Done> {
      ++events;
      return Done{};
    };
    const auto attempt = [&](HttpRequest request, CallOptions options) {
      return desk.client->stream_events(std::move(request), std::move(options), sink);
    };
    const auto outcome = desk.run(client.send_by(attempt, HttpDesk::request_for(server.url()), {}));
    EXPECT_EQ(outcome.attempts, had_event ? 1 : 2);
    EXPECT_EQ(outcome.response.has_value(), !had_event);
    EXPECT_EQ(events, had_event ? 1 : 0);
  }
}

TEST(RetryingClient, Case52CancelledInABackOff) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 503 Busy\r\nretry-after: 50\r\nContent-Length: 0\r\n\r\n");
  });
  HttpDesk desk;
  RetryingClient client(desk.client, quick());
  asio::cancellation_signal cancel;
  asio::steady_timer timer(desk.context, 100ms);
  timer.async_wait([&](auto) { cancel.emit(asio::cancellation_type::terminal); });
  int ends = 0;
  asio::co_spawn(desk.context, client.send(HttpDesk::request_for(server.url()), {}),
                 asio::bind_cancellation_slot(cancel.slot(),
                                              [&](std::exception_ptr failure, HttpOutcome made) {
                                                ++ends;
                                                EXPECT_FALSE(failure);
                                                EXPECT_EQ(made.reason, Reason::cancelled);
                                              }));
  const auto start = std::chrono::steady_clock::now();
  desk.context.run();
  EXPECT_EQ(ends, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
}

TEST(RetryingClient, Case56TheDeadlineBoundsAttemptsToo) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.sees_close(5s);
  });
  HttpDesk desk;
  auto policy = quick();
  policy.overall = 200ms;
  RetryingClient client(desk.client, policy);
  const auto start = std::chrono::steady_clock::now();
  const auto outcome = desk.run(client.send(HttpDesk::request_for(server.url()), {}));
  EXPECT_EQ(outcome.reason, Reason::total_timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
}

}  // namespace
}  // namespace wmh::detail
