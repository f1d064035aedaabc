// Connections that serve more than one call, and calls that wait for one another.
#include <wmh/testing/matchers.hpp>

#include "net/http_client.hpp"
#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

#include <filesystem>
#include <malloc.h>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::Peer;

void answer_all(Peer& peer) {
  while (!peer.read_request().empty())
    peer.reply("ok");
}

std::size_t open_files() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator("/proc/self/fd"))
    ++count;
  return count;
}

TEST(KeptConnections, Case74ServeManyCalls) {
  FaultServer server(answer_all);
  HttpDesk desk;
  ASSERT_THAT(desk.get(server.url()).response, IsOk());
  const auto files = open_files();
  const auto memory = ::mallinfo2().uordblks;
  for (int i = 0; i < 10'000; ++i)
    ASSERT_THAT(desk.get(server.url()).response, IsOk());
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(open_files(), files);
  EXPECT_LT(::mallinfo2().uordblks, memory + (6u << 20)) << "the server keeps the requests";
}

TEST(KeptConnections, Case20ClosedMeanwhileAreReplacedUnseen) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply("ok");
  });
  HttpDesk desk;
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(desk.get(server.url()).response, IsOk());
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_EQ(server.requests().size(), 3u);
  EXPECT_EQ(server.connections(), 3);
}

/// The first connection answers once, then does with the second request what a test says.
HttpOutcome second_call(FaultServer& server) {
  HttpDesk desk;
  EXPECT_THAT(desk.get(server.url()).response, IsOk());
  return desk.get(server.url());
}

TEST(KeptConnections, Case20ARequestWithoutAnyAnswerIsSentAgain) {
  for (const bool reset : {false, true}) {
    FaultServer server([reset](Peer& peer) {
      peer.read_request();
      peer.reply("ok");
      peer.read_request();
      if (peer.number > 0) return;
      if (reset) peer.reset();
    });
    FaultServer good([](Peer&) {});
    EXPECT_EQ(second_call(server).response.value().body, "ok");
    EXPECT_EQ(server.connections(), 2);
    EXPECT_EQ(server.requests().size(), 3u);
  }
}

TEST(KeptConnections, Case22ARequestWithSomeAnswerIsNot) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply("ok");
    peer.read_request();
    peer.write("HTTP/1.1 2");
  });
  const auto outcome = second_call(server);
  EXPECT_EQ(outcome.reason, Reason::truncated);
  EXPECT_EQ(outcome.phase, Phase::reading);
  EXPECT_EQ(server.connections(), 1);
}

TEST(KeptConnections, Case23Case24AreKeptOnlyWhenTheyMayBe) {
  for (const char* answer : {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                             "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                             "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokmore"}) {
    FaultServer server([answer](Peer& peer) {
      while (!peer.read_request().empty())
        peer.write(answer);
    });
    EXPECT_EQ(second_call(server).response.value().body, "ok");
    EXPECT_EQ(server.connections(), 2) << answer;
  }
}

TEST(KeptConnections, Case73AnUnaskedAnswerIsNoAnswer) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply("ok");
    if (peer.number == 0) peer.reply("smuggled");
    std::this_thread::sleep_for(300ms);
  });
  HttpDesk desk;
  ASSERT_THAT(desk.get(server.url()).response, IsOk());
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(desk.get(server.url()).response.value().body, "ok");
}

/// Counts how many requests are in the hands of the server at once.
struct Crowd {
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  void answer(Peer& peer) {
    while (!peer.read_request().empty()) {
      const int here = ++now;
      for (int seen = most; here > seen && !most.compare_exchange_weak(seen, here);)
        continue;
      std::this_thread::sleep_for(5ms);
      --now;
      peer.reply("ok");
    }
  }
};

/// Starts `count` calls at once and runs until all have ended.
std::vector<HttpOutcome> ask_at_once(HttpDesk& desk, const std::string& url, int count,
                                     const CallOptions& options) {
  std::vector<HttpOutcome> outcomes;
  for (int i = 0; i < count; ++i) {
    auto call = desk.client->send(HttpDesk::request_for(url + std::to_string(i)), options);
    asio::co_spawn(desk.context, std::move(call), [&](std::exception_ptr, HttpOutcome made) {
      outcomes.push_back(std::move(made));
    });
  }
  desk.context.restart();
  desk.context.run();
  return outcomes;
}

TEST(CallsAtOnce, Case54AreBoundedAndStartInOrder) {
  Crowd crowd;
  FaultServer server([&](Peer& peer) { crowd.answer(peer); });
  HttpClientOptions options;
  options.calls_per_key = 8;
  HttpDesk desk(options);
  int waits = 0;
  CallOptions call;
  call.observer = [&](const WaitEvent& event) {
    waits += event.cause == WaitEvent::Cause::turn;
  };
  const auto outcomes = ask_at_once(desk, server.url(), 200, call);
  ASSERT_EQ(outcomes.size(), 200u);
  for (const auto& outcome : outcomes)
    EXPECT_THAT(outcome.response, IsOk());
  EXPECT_LE(crowd.most, 8);
  EXPECT_EQ(server.connections(), 8);
  EXPECT_EQ(waits, 192);
}

TEST(CallsAtOnce, Case54OneAtATimeIsFirstComeFirstServed) {
  FaultServer server(answer_all);
  HttpClientOptions options;
  options.calls_per_key = 1;
  HttpDesk desk(options);
  ask_at_once(desk, server.url(), 20, {});
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 20u);
  for (std::size_t i = 0; i < 20; ++i)
    EXPECT_TRUE(requests[i].starts_with("POST /" + std::to_string(i) + " ")) << requests[i];
}

TEST(CallsAtOnce, AWaitForATurnHasALimit) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    std::this_thread::sleep_for(200ms);
    peer.reply("ok");
  });
  HttpClientOptions options;
  options.calls_per_key = 1;
  HttpDesk desk(options);
  CallOptions call;
  call.timeouts.turn = 20ms;
  const auto outcomes = ask_at_once(desk, server.url(), 2, call);
  EXPECT_EQ(outcomes[0].reason, Reason::queue_timeout);
  EXPECT_EQ(outcomes[0].phase, Phase::queue);
  EXPECT_THAT(outcomes[1].response, IsOk());
}

TEST(CallsAtOnce, APauseHoldsAllCallsOfItsKey) {
  FaultServer server(answer_all);
  HttpDesk desk;
  CallOptions call;
  call.rate_key = "slow";
  std::vector<WaitEvent> events;
  call.observer = [&](const WaitEvent& event) {
    events.push_back(event);
  };
  desk.client->pause("slow", 100ms);
  const auto start = std::chrono::steady_clock::now();
  ASSERT_THAT(desk.get(server.url()).response, IsOk());
  EXPECT_LT(std::chrono::steady_clock::now() - start, 90ms) << "another key goes on";
  ask_at_once(desk, server.url(), 3, call);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 99ms);
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].cause, WaitEvent::Cause::pause);
  EXPECT_GT(events[0].duration, 0ms);
  EXPECT_EQ(events[0].origin, server.url(""));
}

TEST(CallsAtOnce, APauseBeyondTheDeadlineFailsAtOnce) {
  HttpDesk desk;
  CallOptions call;
  call.rate_key = "slow";
  call.deadline = std::chrono::steady_clock::now() + 1s;
  desk.client->pause("slow", 1h);
  const auto outcome = desk.get("http://127.0.0.1:1/", call);
  EXPECT_EQ(outcome.reason, Reason::paused);
  EXPECT_THAT(outcome.response, testing::FailsWith(errc::rate_limited));
  EXPECT_GT(outcome.response.error().retry_after(), 3590s);
}

}  // namespace
}  // namespace wmh::detail
