#include <wmh/testing/matchers.hpp>

#include "net/http_client.hpp"
#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::Peer;

const std::string stream_head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string chunk(const std::string& bytes) {
  char size[20];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}

CallOptions short_silence() {
  CallOptions options(HttpTimeouts::streaming());
  options.timeouts.idle = 150ms;
  return options;
}

/// Gathers the data of all events.
EventSink into(std::vector<std::string>& events) {
  return [&](SseEvent event) -> Result<Done> {
    events.push_back(std::move(event.data));
    return Done{};
  };
}

TEST(Stream, HandsEventsOverAsTheyCome) {
  std::atomic<int> seen = 0;
  FaultServer server([&](Peer& peer) {
    peer.read_request();
    peer.write(stream_head);
    for (int i = 1; i <= 3; ++i) {
      peer.write(chunk("data: " + std::to_string(i) + "\n\n"));
      for (int waited = 0; seen < i && waited < 1000; ++waited)
        std::this_thread::sleep_for(1ms);
      EXPECT_EQ(seen, i);
    }
    peer.write("0\r\n\r\n");
  });
  HttpDesk desk;
  const auto outcome = desk.run(desk.client->stream_events(
      HttpDesk::request_for(server.url()), short_silence(), [&](SseEvent) -> Result<Done> {
        ++seen;
        return Done{};
      }));
  EXPECT_THAT(outcome.response, IsOk());
  EXPECT_TRUE(outcome.delivered);
  EXPECT_EQ(seen, 3);
}

TEST(Stream, Case45AnyByteBreaksTheSilence) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write(stream_head);
    for (int i = 0; i < 6; ++i) {
      peer.write(chunk(": ping\n\n"));
      std::this_thread::sleep_for(60ms);
    }
    peer.write(chunk("data: 1\n\n") + "0\r\n\r\n");
  });
  HttpDesk desk;
  std::vector<std::string> events;
  const auto outcome = desk.run(desk.client->stream_events(HttpDesk::request_for(server.url()),
                                                           short_silence(), into(events)));
  EXPECT_THAT(outcome.response, IsOk());
  EXPECT_EQ(events, std::vector<std::string>{"1"});
}

TEST(Stream, Case46SilenceEndsIt) {
  std::atomic<bool> closed = false;
  FaultServer server([&](Peer& peer) {
    peer.read_request();
    peer.write(stream_head);
    for (int i = 0; i < 3; ++i)
      peer.write(chunk("data: 1\n\n"));
    closed = peer.sees_close(5s);
  });
  HttpDesk desk;
  std::vector<std::string> events;
  const auto outcome = desk.run(desk.client->stream_events(HttpDesk::request_for(server.url()),
                                                           short_silence(), into(events)));
  EXPECT_EQ(outcome.reason, Reason::idle_timeout);
  EXPECT_TRUE(outcome.delivered);
  EXPECT_EQ(events.size(), 3u);
  for (int waited = 0; !closed && waited < 100; ++waited)
    std::this_thread::sleep_for(1ms);
  EXPECT_TRUE(closed) << "the connection is closed within 100 ms";
}

TEST(Stream, Case48ACutIsNoEnd) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write(stream_head + chunk("data: 1\n\n"));
  });
  HttpDesk desk;
  std::vector<std::string> events;
  const auto outcome = desk.run(desk.client->stream_events(HttpDesk::request_for(server.url()),
                                                           short_silence(), into(events)));
  EXPECT_EQ(outcome.reason, Reason::truncated);
  EXPECT_EQ(events.size(), 1u);
}

TEST(Stream, Case51TheSinkCanStopIt) {
  std::atomic<bool> closed = false;
  FaultServer server([&](Peer& peer) {
    peer.read_request();
    peer.write(stream_head + chunk("data: 1\n\n"));
    closed = peer.sees_close(5s);
  });
  HttpDesk desk;
  const auto outcome = desk.run(desk.client->stream_events(
      HttpDesk::request_for(server.url()), short_silence(),
      [](SseEvent) -> Result<Done> { return Error(errc::session_busy, "enough"); }));
  EXPECT_EQ(outcome.reason, Reason::stopped);
  EXPECT_THAT(outcome.response, testing::FailsWith(errc::session_busy));
  for (int waited = 0; !closed && waited < 100; ++waited)
    std::this_thread::sleep_for(1ms);
  EXPECT_TRUE(closed);
}

TEST(Stream, Case51ASlowSinkHoldsTheServerBack) {
  std::atomic<std::size_t> written = 0;
  FaultServer server([&](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n");
    const std::string piece(1 << 16, 'x');
    for (int i = 0; i < 512 && peer.write(piece); ++i)
      written += piece.size();
  });
  HttpDesk desk;
  std::size_t taken = 0;
  const auto outcome =
      desk.run(desk.client->stream(HttpDesk::request_for(server.url()), short_silence(),
                                   [&](std::string_view bytes) -> Result<Done> {
                                     if (taken == 0) std::this_thread::sleep_for(200ms);
                                     EXPECT_TRUE(taken > 0 || written < 16u << 20);
                                     taken += bytes.size();
                                     return Done{};
                                   }));
  EXPECT_THAT(outcome.response, IsOk());
  EXPECT_EQ(taken, 32u << 20);
}

TEST(Stream, AnErrorAnswerIsGathered) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 529 Overloaded\r\nContent-Length: 2\r\n\r\nno");
  });
  HttpDesk desk;
  std::vector<std::string> events;
  const auto outcome = desk.run(desk.client->stream_events(HttpDesk::request_for(server.url()),
                                                           short_silence(), into(events)));
  ASSERT_THAT(outcome.response, IsOk());
  EXPECT_EQ(outcome.response->status, 529);
  EXPECT_EQ(outcome.response->body, "no");
  EXPECT_FALSE(outcome.delivered);
}

}  // namespace
}  // namespace wmh::detail
