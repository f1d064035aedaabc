#include "net/tls.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/http_client.hpp"
#include "support/fault_server.hpp"
#include "support/http_desk.hpp"
#include "support/temp_dir.hpp"

#include <fstream>
#include <set>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::Certificate;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::MessageHas;
using testing::Peer;
using testing::TestAuthority;

HttpClientOptions trusting(const TestAuthority& authority) {
  HttpClientOptions options;
  options.tls.ca_pem = authority.pem();
  return options;
}

testing::ServerTls with(Certificate certificate) {
  testing::ServerTls tls;
  tls.certificate = std::move(certificate);
  return tls;
}

std::string by_name(const FaultServer& server) {
  return "https://localhost:" + std::to_string(server.port()) + "/";
}

TEST(SystemCertificates, FindsThemInEachLayout) {
  const auto found = [](std::set<std::string> there) {
    return system_certificates([&](const std::string& path) { return there.count(path) > 0; });
  };
  const std::string debian = "/etc/ssl/certs/ca-certificates.crt";
  const std::string fedora = "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem";
  EXPECT_EQ(found({debian, "/etc/ssl/certs"}).ca_file, debian);
  EXPECT_EQ(found({"/etc/pki/tls/certs/ca-bundle.crt", fedora}).ca_file, fedora);
  EXPECT_EQ(found({"/etc/ssl/cert.pem"}).ca_file, "/etc/ssl/cert.pem");
  EXPECT_EQ(found({"/opt/homebrew/etc/openssl@3/cert.pem"}).ca_file,
            "/opt/homebrew/etc/openssl@3/cert.pem");
  EXPECT_EQ(found({"/etc/pki/tls/certs"}).ca_folder, "/etc/pki/tls/certs");
  EXPECT_EQ(found({}).ca_file + found({}).ca_folder, "");
}

TEST(TlsContext, Case19SaysWhatIsWrongWithTheCertificates) {
  TlsSettings missing;
  missing.ca_file = "/no/such/file.pem";
  EXPECT_THAT(make_tls_context(missing), MessageHas("/no/such/file.pem"));
  TlsSettings folder;
  folder.ca_folder = "/no/such/folder";
  EXPECT_THAT(make_tls_context(folder), MessageHas("/no/such/folder"));
  TlsSettings text;
  text.ca_pem = "not PEM";
  EXPECT_THAT(make_tls_context(text), MessageHas("no PEM"));
  const testing::TempDir temp;
  TlsSettings empty;
  empty.ca_file = (temp.path() / "empty.pem").string();
  std::ofstream(empty.ca_file) << "";
  EXPECT_THAT(make_tls_context(empty), MessageHas("ca-certificates"));
}

TEST(TlsContext, Case19ReadsTheVariables) {
  const auto settings = tls_settings({{"SSL_CERT_FILE", "/a.pem"}, {"SSL_CERT_DIR", "/b"}});
  EXPECT_EQ(settings.ca_file, "/a.pem");
  EXPECT_EQ(settings.ca_folder, "/b");
}

TEST(Tls, Case18SendsTheNameButNoAddress) {
  const TestAuthority authority;
  std::string seen = "nothing";
  FaultServer server(
      [&](Peer& peer) {
        seen = peer.server_name();
        peer.read_request();
        peer.reply("ok");
      },
      with(authority.issue("DNS:localhost,IP:127.0.0.1")));
  HttpDesk desk(trusting(authority));
  EXPECT_THAT(desk.get(by_name(server)).response, IsOk());
  EXPECT_EQ(seen, "localhost");
  EXPECT_THAT(desk.get(server.url()).response, IsOk());
  EXPECT_EQ(seen, "");
}

TEST(Tls, Case74OneHandshakeServesManyCalls) {
  const TestAuthority authority;
  FaultServer server(
      [](Peer& peer) {
        while (!peer.read_request().empty())
          peer.reply("ok");
      },
      with(authority.issue("IP:127.0.0.1")));
  HttpDesk desk(trusting(authority));
  for (int i = 0; i < 50; ++i)
    ASSERT_THAT(desk.get(server.url()).response, IsOk());
  EXPECT_EQ(server.connections(), 1);
}

struct Distrust {
  const char* name;
  const char* names;
  int days;
  bool known_authority;
  bool old_protocol;
  const char* message;
};
void PrintTo(const Distrust& distrust, std::ostream* out) {
  *out << distrust.name;
}
class Case17 : public ::testing::TestWithParam<Distrust> {};

TEST_P(Case17, FailsBeforeAnyByteIsSent) {
  const auto& given = GetParam();
  const TestAuthority authority;
  const TestAuthority other;
  auto tls = with((given.known_authority ? authority : other).issue(given.names, given.days));
  tls.only_tls_1_0 = given.old_protocol;
  FaultServer server([](Peer& peer) { peer.read_request(); }, tls);
  HttpDesk desk(trusting(authority));
  const auto outcome = desk.get(by_name(server));
  EXPECT_EQ(outcome.reason, Reason::tls);
  EXPECT_EQ(outcome.phase, Phase::tls);
  EXPECT_THAT(outcome.response, MessageHas(given.message));
  EXPECT_THAT(outcome.response, MessageHas("https://localhost"));
  EXPECT_TRUE(server.requests().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Each, Case17,
    ::testing::Values(Distrust{"wrong_host", "DNS:elsewhere.example", 2, true, false, "mismatch"},
                      Distrust{"address_instead_of_name", "IP:127.0.0.1", 2, true, false,
                               "mismatch"},
                      Distrust{"partial_wildcard", "DNS:local*", 2, true, false, "mismatch"},
                      Distrust{"expired", "DNS:localhost", -1, true, false, "expired"},
                      Distrust{"unknown_authority", "DNS:localhost", 2, false, false, "issuer"},
                      Distrust{"old_protocol", "DNS:localhost", 2, true, true, "handshake"}),
    [](const auto& each) { return each.param.name; });

TEST(Tls, Case17AWrongAddress) {
  const TestAuthority authority;
  FaultServer server([](Peer& peer) { peer.read_request(); },
                     with(authority.issue("DNS:localhost,IP:127.0.0.2")));
  HttpDesk desk(trusting(authority));
  EXPECT_EQ(desk.get(server.url()).reason, Reason::tls);
}

TEST(Tls, Case07AWholeBodyNeedsNoGoodbye) {
  const TestAuthority authority;
  FaultServer server(
      [](Peer& peer) {
        peer.read_request();
        peer.reply("ok");
        peer.end_sending();
      },
      with(authority.issue("IP:127.0.0.1")));
  HttpDesk desk(trusting(authority));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(desk.get(server.url()).response.value().body, "ok");
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_EQ(server.connections(), 2);
}

TEST(Tls, Case08ABodyThatEndsWithTheConnectionDoes) {
  const TestAuthority authority;
  FaultServer server(
      [](Peer& peer) {
        peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\n\r\nok");
        peer.end_sending();
      },
      with(authority.issue("IP:127.0.0.1")));
  HttpDesk desk(trusting(authority));
  EXPECT_EQ(desk.get(server.url()).reason, Reason::truncated);
}

TEST(Tls, AHandshakeThatStallsOrBreaksIsNoMatterOfTrust) {
  const TestAuthority authority;
  FaultServer silent([](Peer& peer) { peer.sees_close(5s); });
  FaultServer closing([](Peer&) {});
  FaultServer plain([](Peer& peer) { peer.write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  HttpDesk desk(trusting(authority));
  CallOptions options;
  options.timeouts.tls = 100ms;
  EXPECT_EQ(desk.get(by_name(silent), options).reason, Reason::connect_timeout);
  EXPECT_EQ(desk.get(by_name(closing), options).reason, Reason::lost);
  EXPECT_EQ(desk.get(by_name(plain), options).reason, Reason::tls);
}

}  // namespace
}  // namespace wmh::detail
