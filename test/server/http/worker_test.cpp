#include "support/http_server_test.hpp"

namespace wmh {
namespace {

using namespace std::chrono_literals;
using server::HttpServer;
using testing::becomes;
using testing::HttpServerTest;
using testing::RawClient;

TEST_F(HttpServerTest, DrainEndsIdleConnectionsAndFinishesRequests) {
  RawClient idle = connect();
  RawClient busy = connect();
  busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(becomes([&] { return handler->running == 1; }));
  std::thread draining([&] { server->drain(10s); });
  EXPECT_TRUE(idle.sees_end());
  handler->released = true;
  const auto answer = busy.read_answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(busy.sees_end());
  busy.close();
  draining.join();
  EXPECT_FALSE(connect().connected());
  EXPECT_EQ(server->counters().connections, 0u);
}

TEST_F(HttpServerTest, DrainCutsWhatTakesTooLong) {
  RawClient busy = connect();
  busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(becomes([&] { return handler->running == 1; }));
  server->drain(20ms);
  EXPECT_EQ(busy.read_to_end(), "");
  handler->released = true;
  EXPECT_TRUE(becomes([&] { return handler->finished == 1; })) << "a step under way is finished";
}

TEST_F(HttpServerTest, DestructionCancelsHandlers) {
  RawClient busy = connect();
  busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(becomes([&] { return handler->running == 1; }));
  server.reset();
  EXPECT_EQ(handler->finished, 0);
  EXPECT_EQ(busy.read_to_end(), "");
}

TEST_F(HttpServerTest, AnAddressThatIsTakenIsAnError) {
  options.threads = 2;
  open();
  options.port = server->port();
  EXPECT_THAT(HttpServer::open(options, handler), testing::FailsWith(errc::io));
  options.threads = 1;
  EXPECT_THAT(HttpServer::open(options, handler), testing::FailsWith(errc::io));
  options.host = "no.such.host.invalid";
  EXPECT_THAT(HttpServer::open(options, handler), testing::FailsWith(errc::io));
}

TEST_F(HttpServerTest, ItsPortIsFreeAgainAtOnce) {
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  client.read_answer();
  options.port = server->port();
  server.reset();
  EXPECT_THAT(HttpServer::open(options, handler), testing::IsOk());
}

TEST_F(HttpServerTest, FinishesWhatAClientDoesNotWaitFor) {
  RawClient client = connect();
  client.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(becomes([&] { return handler->running == 1; }));
  EXPECT_EQ(server->counters().in_flight, 1u);
  client.reset();
  handler->released = true;
  EXPECT_TRUE(becomes([&] { return handler->finished == 1; }));
  EXPECT_TRUE(becomes([&] { return server->counters().connections == 0; }));
}

TEST_F(HttpServerTest, Counts) {
  options.threads = 2;
  open();
  for (int i = 0; i < 10; ++i)
    ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  ask("nonsense\n");
  EXPECT_TRUE(becomes([&] { return server->counters().connections == 0; }));
  const auto counters = server->counters();
  EXPECT_EQ(counters.accepted, 11u);
  EXPECT_EQ(counters.requests, 10u);
  EXPECT_EQ(counters.bad_requests, 1u);
  EXPECT_EQ(counters.in_flight, 0u);
}

}  // namespace
}  // namespace wmh
