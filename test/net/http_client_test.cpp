#include "net/http_client.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::MessageHas;
using testing::Peer;

/// What the server does with the first request of each connection, and what the client makes of it.
struct Fault {
  const char* name;
  std::string answer;
  enum class After { close, reset, silence } after;
  std::string body;
  std::optional<Reason> reason;
  Phase phase;
};
using After = Fault::After;
void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.name;
}

class FaultCase : public ::testing::TestWithParam<Fault> {};

CallOptions short_limits() {
  CallOptions options;
  options.timeouts.first_byte = 150ms;
  options.timeouts.idle = 150ms;
  options.timeouts.total = 5s;
  return options;
}

TEST_P(FaultCase, EndsAsItShould) {
  const Fault& fault = GetParam();
  FaultServer server([&](Peer& peer) {
    peer.read_request();
    peer.write(fault.answer);
    if (fault.after == After::reset) peer.reset();
    EXPECT_TRUE(fault.after != After::silence || peer.sees_close(5s));
  });
  HttpDesk desk;
  const auto outcome = desk.get(server.url("/secret?key=secret"), short_limits());
  EXPECT_EQ(outcome.reason, fault.reason);
  EXPECT_EQ(to_string(outcome.phase), to_string(fault.phase));
  EXPECT_EQ(server.connections(), 1);
  if (!fault.reason) {
    ASSERT_THAT(outcome.response, IsOk());
    EXPECT_EQ(outcome.response->body, fault.body);
  } else {
    EXPECT_THAT(outcome.response, MessageHas(server.url("")));
    EXPECT_EQ(outcome.response.error().message().find("secret"), std::string::npos);
    EXPECT_EQ(outcome.response.error().code(), to_errc(*fault.reason));
  }
  // The server's silence must end: it waits for the client to close.
  desk.client.reset();
  desk.context.restart();
  desk.context.run();
}

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

INSTANTIATE_TEST_SUITE_P(
    Each, FaultCase,
    ::testing::Values(
        Fault{"case_01_plain", ok, After::close, "ok", {}, Phase::reading},
        Fault{"case_05_cut_after_half", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n01234",
              After::close, "", Reason::truncated, Phase::reading},
        Fault{"case_05_reset_after_half", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n01234",
              After::reset, "", Reason::truncated, Phase::reading},
        Fault{"case_06_no_last_chunk",
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", After::close, "",
              Reason::truncated, Phase::reading},
        Fault{"case_13_never_answers", "", After::silence, "", Reason::first_byte_timeout,
              Phase::sent_all},
        Fault{"case_13_half_a_head", "HTTP/1.1 200 OK\r\nX: ", After::silence, "",
              Reason::first_byte_timeout, Phase::reading},
        Fault{"case_21_closes_after_the_request", "", After::close, "", Reason::lost,
              Phase::sent_all},
        Fault{"case_21_resets_after_the_request", "", After::reset, "", Reason::lost,
              Phase::sent_all},
        Fault{"case_22_part_of_the_status_line", "HTTP/1.1 2", After::close, "", Reason::truncated,
              Phase::reading},
        Fault{"case_24_more_after_the_body", ok + "more", After::close, "ok", {}, Phase::reading},
        Fault{"case_25_interim_responses",
              "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + ok,
              After::close,
              "ok",
              {},
              Phase::reading},
        Fault{"case_26_redirect",
              "HTTP/1.1 307 No\r\nLocation: https://elsewhere.example/secret\r\n"
              "Content-Length: 0\r\n\r\n",
              After::close, "", Reason::redirect, Phase::reading},
        Fault{"case_73_both_lengths",
              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
              After::silence, "", Reason::protocol, Phase::reading},
        Fault{"body_stands_still", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", After::silence,
              "", Reason::idle_timeout, Phase::reading},
        Fault{"until_the_end", "HTTP/1.1 200 OK\r\n\r\nok", After::close, "ok", {}, Phase::reading},
        Fault{"other_protocol", "220 mail.example.com ESMTP\r\n", After::silence, "",
              Reason::protocol, Phase::reading},
        Fault{"case_33_error_status",
              "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno",
              After::close,
              "no",
              {},
              Phase::reading}),
    [](const auto& each) { return each.param.name; });

TEST(HttpClient, Case02SendsExactlyWhatItWasGiven) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply("");
  });
  HttpDesk desk;
  auto request = HttpDesk::request_for(server.url("/v1/messages?x=%20"));
  request.headers.push_back({"x-api-key", "k"});
  request.body = "\"\xC3\xA9\"";
  ASSERT_THAT(desk.run(desk.client->send(request, {})).response, IsOk());
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_TRUE(requests[0].starts_with("POST /v1/messages?x=%20 HTTP/1.1\r\n")) << requests[0];
  EXPECT_TRUE(requests[0].ends_with("\r\nContent-Length: 4\r\n\r\n\"\xC3\xA9\"")) << requests[0];
}

TEST(HttpClient, SendsBodiesOfAnyLengthWhole) {
  FaultServer server([](Peer& peer) {
    while (!peer.read_request().empty())
      peer.reply("");
  });
  HttpDesk desk;
  for (const std::size_t length : {16'383U, 16'384U, 16'385U, 100'000U}) {
    auto request = HttpDesk::request_for(server.url("/"));
    std::string body(length, 'x');
    body.back() = 'z';
    request.body = body;
    ASSERT_THAT(desk.run(desk.client->send(request, {})).response, IsOk());
    EXPECT_TRUE(server.requests().back().ends_with("\r\n\r\n" + body)) << length;
  }
}

TEST(HttpClient, Case03OneByteAtATime) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write_slowly(ok, 1, 1ms);
  });
  HttpDesk desk;
  EXPECT_EQ(desk.get(server.url()).response.value().body, "ok");
}

TEST(HttpClient, Case12SlowHeadersDoNotMoveTheLimit) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nX: ");
    peer.write_slowly(std::string(1000, 'x'), 1, 20ms);
  });
  HttpDesk desk;
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(desk.get(server.url(), short_limits()).reason, Reason::first_byte_timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
}

TEST(HttpClient, TheWholeCallHasALimit) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    peer.write_slowly(std::string(1000, 'x'), 1, 20ms);
  });
  HttpDesk desk;
  auto options = short_limits();
  options.timeouts.total = 200ms;
  const auto outcome = desk.get(server.url(), options);
  EXPECT_EQ(outcome.reason, Reason::total_timeout);
  EXPECT_THAT(outcome.response, testing::FailsWith(errc::timed_out));
}

TEST(HttpClient, AnEarlyAnswerCountsMoreThanTheFailedWrite) {
  FaultServer server([](Peer& peer) {
    peer.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
    peer.end_sending();
    std::this_thread::sleep_for(100ms);
  });
  HttpDesk desk;
  auto request = HttpDesk::request_for(server.url());
  request.body = std::string(32 << 20, 'x');
  const auto outcome = desk.run(desk.client->send(request, {}));
  // Whether the answer survives the reset that follows is up to the kernel; the call must end.
  if (outcome.response) {
    EXPECT_EQ(outcome.response->status, 413);
  }
}

TEST(HttpClient, RefusesABadRequestWithoutConnecting) {
  HttpDesk desk;
  const auto outcome = desk.get("https://user:secret@example.com/");
  EXPECT_EQ(outcome.reason, Reason::invalid_request);
  EXPECT_EQ(outcome.phase, Phase::prepare);
  EXPECT_THAT(outcome.response, testing::FailsWith(errc::invalid_argument));
}

TEST(HttpClient, Case15NamesARefusedConnection) {
  std::string url;
  {
    const FaultServer gone([](Peer&) {});
    url = gone.url();
  }
  HttpDesk desk;
  const auto outcome = desk.get(url);
  EXPECT_EQ(outcome.reason, Reason::unreachable);
  EXPECT_EQ(outcome.phase, Phase::connect);
  EXPECT_THAT(outcome.response, MessageHas("refused"));
}

}  // namespace
}  // namespace wmh::detail
