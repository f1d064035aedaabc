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
using testing::MessageHas;
using testing::Peer;
using testing::TestAuthority;

// Loopback names are never proxied: this one no resolver is asked for.
constexpr const char* origin = "api.example.test";

HttpClientOptions by(const FaultServer& proxy, const TestAuthority& authority) {
  const std::string setting = "http://me:hunter2@127.0.0.1:" + std::to_string(proxy.port());
  HttpClientOptions options;
  options.tls.ca_pem = authority.pem();
  options.proxy.http = setting;
  options.proxy.https = setting;
  return options;
}

testing::ServerTls later(const TestAuthority& authority) {
  testing::ServerTls tls;
  tls.certificate = authority.issue(std::string("DNS:") + origin);
  tls.from_start = false;
  return tls;
}

HttpRequest with_key(std::string url) {
  auto request = HttpDesk::request_for(std::move(url));
  request.headers.push_back({"x-api-key", "secret-key"});
  return request;
}

TEST(Proxy, Case58OpensATunnelWithAnAnswerOfAnyLength) {
  const TestAuthority authority;
  for (const char* head : {"HTTP/1.1 200 Connection established\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
    std::string name;
    FaultServer proxy(
        [&](Peer& peer) {
          peer.read_request();
          peer.write(head);
          ASSERT_TRUE(peer.start_tls());
          name = peer.server_name();
          while (!peer.read_request().empty())
            peer.reply("ok");
        },
        later(authority));
    HttpDesk desk(by(proxy, authority));
    const auto url = std::string("https://") + origin + "/v1";
    for (int i = 0; i < 2; ++i)
      ASSERT_THAT(desk.run(desk.client->send(with_key(url), {})).response, IsOk()) << head;
    EXPECT_EQ(name, origin);

    const auto requests = proxy.requests();
    ASSERT_EQ(requests.size(), 3u) << "one tunnel serves both calls";
    EXPECT_TRUE(requests[0].starts_with("CONNECT api.example.test:443 HTTP/1.1\r\n"));
    EXPECT_NE(requests[0].find("Proxy-Authorization: Basic bWU6aHVudGVyMg==\r\n"),
              std::string::npos);
    EXPECT_EQ(requests[0].find("secret-key"), std::string::npos);
    EXPECT_TRUE(requests[1].starts_with("POST /v1 HTTP/1.1\r\nHost: api.example.test\r\n"));
    EXPECT_EQ(requests[1].find("Proxy-Authorization"), std::string::npos);
  }
}

struct Refusal {
  const char* name;
  const char* answer;
  Reason reason;
};
void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.name;
}
class Case58 : public ::testing::TestWithParam<Refusal> {};

TEST_P(Case58, NamesTheProxyAndNotItsPassword) {
  const TestAuthority authority;
  FaultServer proxy(
      [&](Peer& peer) {
        peer.read_request();
        peer.write(GetParam().answer);
      },
      later(authority));
  HttpDesk desk(by(proxy, authority));
  const auto outcome = desk.get(std::string("https://") + origin);
  EXPECT_EQ(outcome.reason, GetParam().reason);
  EXPECT_EQ(outcome.phase, Phase::proxy);
  EXPECT_THAT(outcome.response, MessageHas("proxy 127.0.0.1:" + std::to_string(proxy.port())));
  EXPECT_EQ(outcome.response.error().message().find("hunter2"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Each, Case58,
    ::testing::Values(Refusal{"credentials", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
                              Reason::proxy_credentials},
                      Refusal{"bad_gateway",
                              "HTTP/1.1 502 Bad Gateway\r\nContent-Type: "
                              "text/html\r\nContent-Length: 9\r\n\r\n<h1>bad",
                              Reason::proxy_refused},
                      Refusal{"closes", "", Reason::proxy_refused},
                      Refusal{"closes_midway", "HTTP/1.1 200", Reason::proxy_refused},
                      Refusal{"more_after_the_head", "HTTP/1.1 200 OK\r\n\r\nmore",
                              Reason::protocol},
                      Refusal{"no_http", "SSH-2.0\r\n", Reason::protocol}),
    [](const auto& each) { return each.param.name; });

TEST(Proxy, PlainRequestsAreSentWhole) {
  const TestAuthority authority;
  FaultServer proxy([](Peer& peer) {
    peer.read_request();
    peer.reply("ok");
  });
  HttpDesk desk(by(proxy, authority));
  ASSERT_THAT(desk.get(std::string("http://") + origin + "/x").response, IsOk());
  EXPECT_TRUE(proxy.requests()[0].starts_with("POST http://api.example.test/x HTTP/1.1\r\n"));
}

TEST(Proxy, Case59LoopbackIsReachedDirectly) {
  const TestAuthority authority;
  FaultServer proxy([](Peer& peer) { peer.read_request(); });
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply("ok");
  });
  HttpDesk desk(by(proxy, authority));
  EXPECT_THAT(desk.get(server.url()).response, IsOk());
  EXPECT_EQ(proxy.connections(), 0);
}

TEST(Proxy, IsNamedWhenItCannotBeReached) {
  const TestAuthority authority;
  HttpClientOptions options;
  {
    const FaultServer gone([](Peer&) {});
    options = by(gone, authority);
  }
  HttpDesk desk(options);
  const auto outcome = desk.get(std::string("https://") + origin);
  EXPECT_EQ(outcome.reason, Reason::unreachable);
  EXPECT_THAT(outcome.response, MessageHas("proxy 127.0.0.1:"));
}

TEST(Proxy, ASilentOneHasALimit) {
  const TestAuthority authority;
  FaultServer proxy([](Peer& peer) { EXPECT_TRUE(peer.sees_close(5s)); });
  HttpDesk desk(by(proxy, authority));
  CallOptions options;
  options.timeouts.proxy = 100ms;
  const auto outcome = desk.get(std::string("https://") + origin, options);
  EXPECT_EQ(outcome.reason, Reason::connect_timeout);
  EXPECT_EQ(outcome.phase, Phase::proxy);
}

}  // namespace
}  // namespace wmh::detail
