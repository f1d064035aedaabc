#include <wmh/testing/matchers.hpp>

#include "net/http_client.hpp"
#include "support/black_hole.hpp"
#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FailsWith;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::Peer;

/// A server that stands still at some point of every call, and the phase in which the call is then.
struct Standstill {
  const char* name;
  bool tls;
  std::string answer;
  Phase phase;
};
void PrintTo(const Standstill& still, std::ostream* out) {
  *out << still.name;
}
class Case52 : public ::testing::TestWithParam<Standstill> {};

/// Runs a call that is cancelled after a while; counts how often it ended.
HttpOutcome run_cancelled(HttpDesk& desk, const std::string& url, int& ends, std::size_t body = 2) {
  HttpOutcome outcome;
  asio::cancellation_signal cancel;
  auto request = HttpDesk::request_for(url);
  request.body = std::string(body, 'x');
  asio::steady_timer timer(desk.context, 150ms);
  timer.async_wait([&](auto) { cancel.emit(asio::cancellation_type::terminal); });
  asio::co_spawn(desk.context, desk.client->send(std::move(request), {}),
                 asio::bind_cancellation_slot(cancel.slot(),
                                              [&](std::exception_ptr failure, HttpOutcome made) {
                                                ++ends;
                                                EXPECT_FALSE(failure);
                                                outcome = std::move(made);
                                              }));
  desk.context.restart();
  desk.context.run();
  return outcome;
}

TEST_P(Case52, EndsOnceAndLeavesNothing) {
  const auto& given = GetParam();
  FaultServer server([&](Peer& peer) {
    if (peer.number > 0) {
      peer.read_request();
      peer.reply("ok");
      return;
    }
    if (given.phase == Phase::sent_part) std::this_thread::sleep_for(300ms);
    if (given.phase > Phase::sent_part) peer.read_request();
    peer.write(given.answer);
    EXPECT_TRUE(peer.sees_close(5s));
  });
  HttpClientOptions options;
  options.calls_per_key = 1;
  HttpDesk desk(options);
  const std::string scheme = given.tls ? "https://" : "http://";
  const auto start = std::chrono::steady_clock::now();
  int ends = 0;
  // More than the buffers of both sides take.
  const std::size_t body = given.phase == Phase::sent_part ? 32 << 20 : 2;
  const auto outcome =
      run_cancelled(desk, scheme + "127.0.0.1:" + std::to_string(server.port()), ends, body);
  EXPECT_EQ(ends, 1);
  EXPECT_EQ(outcome.reason, Reason::cancelled);
  EXPECT_THAT(outcome.response, FailsWith(errc::cancelled));
  EXPECT_EQ(to_string(outcome.phase), to_string(given.phase));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
  EXPECT_THAT(desk.get(server.url()).response, IsOk()) << "the next call has its turn";
}

INSTANTIATE_TEST_SUITE_P(
    Each, Case52,
    ::testing::Values(Standstill{"in_the_handshake", true, "", Phase::tls},
                      Standstill{"while_writing", false, "", Phase::sent_part},
                      Standstill{"waiting_for_an_answer", false, "", Phase::sent_all},
                      Standstill{"in_the_head", false, "HTTP/1.1 200 OK\r\nX: ", Phase::reading},
                      Standstill{"in_the_body", false,
                                 "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", Phase::reading}),
    [](const auto& each) { return each.param.name; });

TEST(Cancel, Case52WhileWaitingForATurnOrAPause) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    std::this_thread::sleep_for(300ms);
    peer.reply("ok");
  });
  HttpClientOptions options;
  options.calls_per_key = 1;
  HttpDesk desk(options);
  int first_ends = 0;
  asio::co_spawn(desk.context, desk.client->send(HttpDesk::request_for(server.url()), {}),
                 [&](std::exception_ptr, HttpOutcome made) {
                   ++first_ends;
                   EXPECT_THAT(made.response, IsOk());
                 });
  int ends = 0;
  auto outcome = run_cancelled(desk, server.url(), ends);
  EXPECT_EQ(outcome.reason, Reason::cancelled);
  EXPECT_EQ(outcome.phase, Phase::queue);
  desk.client->pause(server.url(""), 1h);
  outcome = run_cancelled(desk, server.url(), ends);
  EXPECT_EQ(outcome.reason, Reason::cancelled);
  EXPECT_EQ(outcome.phase, Phase::queue);
  EXPECT_EQ(first_ends + ends, 3);
}

TEST(Cancel, Case52WhileConnecting) {
  const testing::BlackHole hole;
  HttpDesk desk;
  int ends = 0;
  const auto outcome =
      run_cancelled(desk, "http://127.0.0.1:" + std::to_string(hole.endpoint().port()) + "/", ends);
  EXPECT_EQ(ends, 1);
  EXPECT_EQ(outcome.reason, Reason::cancelled);
  EXPECT_EQ(outcome.phase, Phase::connect);
}

TEST(Cancel, Case53DestroyingTheClientEndsAllCalls) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.sees_close(5s);
  });
  HttpDesk desk;
  int ends = 0;
  for (int i = 0; i < 50; ++i)
    asio::co_spawn(desk.context, desk.client->send(HttpDesk::request_for(server.url()), {}),
                   [&](std::exception_ptr failure, HttpOutcome made) {
                     ++ends;
                     EXPECT_FALSE(failure);
                     EXPECT_EQ(made.reason, Reason::cancelled);
                   });
  asio::steady_timer timer(desk.context, 100ms);
  timer.async_wait([&](auto) { desk.client.reset(); });
  const auto start = std::chrono::steady_clock::now();
  desk.context.run();
  EXPECT_EQ(ends, 50);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
}

}  // namespace
}  // namespace wmh::detail
