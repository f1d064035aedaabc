#include "support/http_server_test.hpp"

#include <deque>

namespace wmh {
namespace {

using namespace std::chrono_literals;
using testing::becomes;
using testing::HttpServerTest;
using testing::RawClient;

TEST_F(HttpServerTest, EndsIdleConnectionsWithoutAWord) {
  options.idle_timeout = 300ms;
  RawClient silent = connect();
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  client.read_answer();
  EXPECT_TRUE(client.sees_end());
  EXPECT_TRUE(silent.sees_end());
}

TEST_F(HttpServerTest, DoesNotWaitForSlowHeads) {
  options.head_timeout = 60ms;
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\n");
  EXPECT_EQ(client.read_answer().status, 408);
  EXPECT_TRUE(client.sees_end());
}

TEST_F(HttpServerTest, SlowHeadsAreNotSavedByMoreBytes) {
  options.head_timeout = 100ms;
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nA: ");
  for (int i = 0; i < 40 && client.sees_nothing(10ms); ++i)
    client.send("a");
  EXPECT_EQ(client.read_answer().status, 408);
}

TEST_F(HttpServerTest, DoesNotWaitForSlowBodies) {
  options.body_silence = 400ms;
  options.least_rate = 0;
  RawClient client = connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n");
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(client.sees_nothing(50ms)) << "every byte counts";
    client.send("a");
  }
  EXPECT_EQ(client.read_answer().status, 408);
  EXPECT_TRUE(client.sees_end());
}

TEST_F(HttpServerTest, DoesNotWaitForBodiesThatItAskedFor) {
  options.body_silence = 60ms;
  RawClient client = connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 100);
  EXPECT_EQ(client.read_answer().status, 408);
}

TEST_F(HttpServerTest, BodiesThatTrickleAreNotSavedByMoreBytes) {
  options.body_silence = 200ms;
  options.least_rate = 1000;
  RawClient client = connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  int sent = 0;
  for (; sent < 100 && client.sees_nothing(20ms); ++sent)
    client.send("a");
  EXPECT_LT(sent, 50);
  EXPECT_EQ(client.read_answer().status, 408);
  EXPECT_TRUE(client.sees_end());
}

TEST_F(HttpServerTest, SlowBodiesMayTakeLongerThanSilence) {
  options.body_silence = 400ms;
  options.least_rate = 100;
  RawClient client = connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(client.sees_nothing(100ms)) << "twice the rate is enough";
    client.send(std::string(100, 'a'));
  }
  EXPECT_EQ(client.read_answer().status, 200);
}

TEST_F(HttpServerTest, ReadersThatTrickleAreNotSavedByMoreBytes) {
  options.write_silence = 300ms;
  options.least_rate = 1'000'000'000;  // the system takes megabytes off the server at a time
  open();
  RawClient client(server->port(), 4096);
  client.send("GET /large?50000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  std::size_t got = 0;
  for (std::size_t more = 1; more > 0; got += more) {
    std::this_thread::sleep_for(2ms);
    more = client.read_bytes(50'000).size();
  }
  EXPECT_LT(got, 50'000'000u);
}

TEST_F(HttpServerTest, CutsSlowReaders) {
  options.write_silence = 100ms;
  open();
  RawClient client(server->port(), 4096);
  client.send("GET /large?50000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(becomes([&] { return server->counters().requests == 1; }));
  EXPECT_TRUE(becomes([&] { return server->counters().connections == 0; }));
  EXPECT_LT(client.read_to_end().size(), 50'000'000u);
}

TEST_F(HttpServerTest, TurnsAwayWhomItHasNoRoomFor) {
  options.max_connections = 2;
  RawClient first = connect();
  RawClient second = connect();
  EXPECT_TRUE(becomes([&] { return server->counters().connections == 2; }));
  RawClient third = connect();
  third.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = third.read_answer();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "1");
  EXPECT_TRUE(third.sees_end());
  third.close();
  first.close();
  EXPECT_TRUE(becomes([&] { return server->counters().connections == 1; }));
  RawClient fourth = connect();
  fourth.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(fourth.read_answer().status, 200);
  EXPECT_EQ(server->counters().refused, 1u);
}

TEST_F(HttpServerTest, HoldsThousandsOfConnections) {
  options.threads = 2;
  open();
  std::deque<RawClient> clients;
  for (int i = 0; i < 2000; ++i) {
    clients.push_back(connect());
    ASSERT_TRUE(clients.back().connected()) << i;
    ASSERT_TRUE(clients.back().send("GET /wait?100 HTTP/1.1\r\nHost: x\r\n\r\n"));
  }
  for (auto& client : clients)
    ASSERT_EQ(client.read_answer().status, 200);
  EXPECT_EQ(server->counters().connections, 2000u);
}

}  // namespace
}  // namespace wmh
