#include "support/http_server_test.hpp"

#include <ostream>

namespace wmh {
namespace {

using namespace std::chrono_literals;
using testing::becomes;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::HttpServerTest;
using ::testing::Not;
using testing::RawClient;
using ::testing::StartsWith;

TEST_F(HttpServerTest, AnswersAndKeepsTheConnection) {
  RawClient client = connect();
  client.send("GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto first = client.read_answer();
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "GET /a?b=c");
  EXPECT_THAT(first.head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(first.header("Content-Type"), "text/plain");
  EXPECT_EQ(first.header("Connection"), "");
  EXPECT_THAT(first.header("Date"), EndsWith(" GMT"));
  EXPECT_EQ(first.header("Date").size(), std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size());
  client.send("POST /d HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz");
  EXPECT_EQ(client.read_answer().body, "POST /d xyz");
}

struct Exchange {
  std::string_view what;
  std::string request;
  int status;
  bool lives;
};

void PrintTo(const Exchange& each, std::ostream* out) {
  *out << each.what;
}

class Exchanges : public HttpServerTest, public ::testing::WithParamInterface<Exchange> {};

TEST_P(Exchanges, AnswerAndConnection) {
  RawClient client = connect();
  client.send(GetParam().request);
  const auto answer = client.read_answer(!GetParam().request.starts_with("HEAD"));
  EXPECT_EQ(answer.status, GetParam().status) << answer.head << answer.body;
  EXPECT_EQ(answer.header("Connection"), GetParam().lives ? "" : "close");
  if (GetParam().lives) {
    client.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.read_answer().body, "GET /next");
  } else {
    EXPECT_TRUE(client.sees_end());
  }
}

const std::string host = "Host: x\r\n";

INSTANTIATE_TEST_SUITE_P(
    Table, Exchanges,
    ::testing::Values(
        Exchange{"get", "GET / HTTP/1.1\r\n" + host + "\r\n", 200, true},
        Exchange{"head", "HEAD / HTTP/1.1\r\n" + host + "\r\n", 200, true},
        Exchange{"unknown_method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 200, true},
        Exchange{"no_content", "GET /no-content HTTP/1.1\r\n" + host + "\r\n", 204, true},
        Exchange{"close", "GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", 200, false},
        Exchange{
            "chunked",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
            200, true},
        Exchange{"empty_line_after_body",
                 "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na\r\n", 200, true},
        Exchange{"no_http", "hello\r\n\r\n", 400, false},
        Exchange{"tls", "\x16\x03\x01\x02", 400, false},
        Exchange{"bare_line_feeds", "GET / HTTP/1.1\nHost: x\n\n", 400, false},
        Exchange{"no_host", "GET / HTTP/1.1\r\n\r\n", 400, false},
        Exchange{"folded", "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n", 400, false},
        Exchange{"two_lengths",
                 "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
                 400, false},
        Exchange{"smuggled",
                 "POST / HTTP/1.1\r\n" + host +
                     "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /a "
                     "HTTP/1.1\r\n",
                 400, false},
        Exchange{"bad_chunk",
                 "POST / HTTP/1.1\r\n" + host +
                     "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
                 400, false},
        Exchange{"connect", "CONNECT x:1 HTTP/1.1\r\n" + host + "\r\n", 501, false},
        Exchange{"version", "GET / HTTP/3.0\r\n" + host + "\r\n", 505, false},
        Exchange{"expectation", "GET / HTTP/1.1\r\n" + host + "Expect: a\r\n\r\n", 417, false},
        Exchange{"long_head", "GET / HTTP/1.1\r\n" + host + "A: " + std::string(20'000, 'a'), 431,
                 false},
        Exchange{"long_target", "GET /" + std::string(20'000, 'a'), 431, false},
        Exchange{"long_body_declared",
                 "POST / HTTP/1.1\r\n" + host + "Content-Length: 1025\r\n\r\n", 413, false},
        Exchange{"long_body_sent",
                 "POST / HTTP/1.1\r\n" + host + "Content-Length: 100000\r\n\r\n" +
                     std::string(100'000, 'a'),
                 413, false},
        Exchange{"long_chunk",
                 "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n401\r\n", 413,
                 false},
        Exchange{
            "long_body_with_expectation",
            "POST / HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 1025\r\n\r\n",
            413, false},
        Exchange{"refused", "GET /forbidden HTTP/1.1\r\n" + host + "\r\n", 403, true},
        Exchange{"refused_with_body",
                 "POST /forbidden HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na", 403, false},
        Exchange{"plan_throws", "GET /bad-plan HTTP/1.1\r\n" + host + "\r\n", 500, true},
        Exchange{"handler_throws", "GET /throw HTTP/1.1\r\n" + host + "\r\n", 500, true}),
    [](const auto& each) { return std::string(each.param.what); });

TEST_F(HttpServerTest, Http10EndsUnlessItIsToldNotTo) {
  RawClient client = connect();
  client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.read_answer().header("Connection"), "keep-alive");
  client.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client.read_answer().header("Connection"), "");
  EXPECT_TRUE(client.sees_end());
}

TEST_F(HttpServerTest, AnswersHalfClosedClients) {
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  client.end_sending();
  EXPECT_EQ(client.read_answer().status, 200);
  EXPECT_TRUE(client.sees_end());
}

TEST_F(HttpServerTest, AnswersHeadWithoutABody) {
  RawClient client = connect();
  client.send("HEAD /large?20000 HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_answer(false).header("Content-Length"), "20000");
  EXPECT_EQ(client.read_answer().body, "GET /");
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOrder) {
  RawClient client = connect();
  std::string requests;
  for (int i = 0; i < 100; ++i)
    requests += "POST /" + std::to_string(i) + (i % 7 == 0 ? "?1" : "") +
                " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na";
  client.send("GET /wait?30 HTTP/1.1\r\nHost: x\r\n\r\n" + requests);
  EXPECT_EQ(client.read_answer().body, "GET /wait?30");
  for (int i = 0; i < 100; ++i)
    EXPECT_THAT(client.read_answer().body, StartsWith("POST /" + std::to_string(i)));
}

TEST_F(HttpServerTest, TakesAnEmptyLineBetweenPipelinedRequests) {
  RawClient client = connect();
  client.send(
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na\r\nGET / HTTP/1.1\r\nHost: "
      "x\r\n\r\n");
  EXPECT_EQ(client.read_answer().body, "POST / a");
  EXPECT_EQ(client.read_answer().body, "GET /");
}

TEST_F(HttpServerTest, ReadsARequestInAnyPieces) {
  RawClient client = connect();
  const std::string request =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  for (const char each : request) {
    client.send({&each, 1});
    std::this_thread::sleep_for(200us);
  }
  EXPECT_EQ(client.read_answer().body, "POST / abc");
}

TEST_F(HttpServerTest, SaysContinueToThoseWhoWait) {
  RawClient client = connect();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.read_to("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(client.read_answer().body, "POST / abc");
  client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(client.read_answer().status, 200);
}

TEST_F(HttpServerTest, TakesLongBodiesAndGivesLongAnswers) {
  handler->body_limit = 4'000'000;
  RawClient client = connect();
  const std::string body(3'000'000, 'b');
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + body);
  EXPECT_EQ(client.read_answer().body, "POST / " + body);
  client.send("GET /large?5000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_answer().body.size(), 5'000'000u);
}

TEST_F(HttpServerTest, HandlersCannotBreakTheAnswer) {
  const auto answer = ask("GET /inject HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answer.head, Not(HasSubstr("X-B")));
  EXPECT_THAT(answer.head, Not(HasSubstr("X-D")));
  EXPECT_EQ(answer.header("X-Good"), "d");
}

TEST_F(HttpServerTest, PutsBodiesIntoFiles) {
  handler->body_limit = 1'000'000;
  const auto answer = ask("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" +
                          std::string(100'000, 'f'));
  EXPECT_EQ(answer.body, "PUT / body");
  EXPECT_EQ(testing::read_text(folder / "body").size(), 100'000u);
}

TEST_F(HttpServerTest, RemovesTheFileOfABodyThatIsCut) {
  handler->body_limit = 1'000'000;
  RawClient client = connect();
  client.send("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc");
  EXPECT_TRUE(becomes([&] { return std::filesystem::exists(folder / "body"); }));
  client.close();
  EXPECT_TRUE(becomes([&] { return !std::filesystem::exists(folder / "body"); }));
}

}  // namespace
}  // namespace wmh
