#include "support/http_server_test.hpp"
#include "support/test_certificate.hpp"
#include "support/tls_client.hpp"

#include <csignal>

namespace wmh {
namespace {

using namespace std::chrono_literals;
using server::HttpServer;
using testing::becomes;
using testing::HttpServerTest;
using testing::RawClient;
using testing::TlsClient;

class TlsTest : public HttpServerTest {
 protected:
  TlsTest() {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL, in the client, writes without MSG_NOSIGNAL
    write_certificate();
    options.tls_certificate = folder / "certificate.pem";
    options.tls_key = folder / "key.pem";
  }
  void write_certificate() {
    const auto certificate = authority.issue("DNS:localhost");
    folder.write("certificate.pem", certificate.certificate + authority.pem());
    folder.write("key.pem", certificate.key);
  }

  testing::TestAuthority authority{};
};

TEST_F(TlsTest, AnswersAndKeepsTheConnection) {
  open();
  TlsClient client(server->port(), "http/1.1");
  ASSERT_TRUE(client.connected());
  EXPECT_EQ(client.protocol(), "http/1.1");
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_to("GET /a"), ::testing::StartsWith("HTTP/1.1 200 OK\r\n"));
  client.send("GET /large?100000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  client.read_to("\r\n\r\n");
  EXPECT_EQ(client.read_to("never"), std::string(100'000, 'x'));
  EXPECT_TRUE(client.sees_clean_end());
}

TEST_F(TlsTest, RefusesOldVersionsAndOtherProtocols) {
  open();
  EXPECT_FALSE(TlsClient(server->port(), "", TLS1_1_VERSION).connected());
  EXPECT_TRUE(TlsClient(server->port(), "", TLS1_2_VERSION).connected());
  EXPECT_FALSE(TlsClient(server->port(), "h2").connected());
}

TEST_F(TlsTest, NewConnectionsUseTheNewCertificate) {
  open();
  TlsClient before(server->port());
  write_certificate();
  EXPECT_EQ(TlsClient(server->port()).server_name(), before.server_name());
  EXPECT_THAT(server->reload_tls(), testing::IsOk());
  EXPECT_NE(TlsClient(server->port()).server_name(), before.server_name());
  before.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(before.read_to("GET /a"), ::testing::StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(TlsTest, ABadCertificateLeavesTheOldOne) {
  open();
  const auto name = TlsClient(server->port()).server_name();
  const auto other = authority.issue("DNS:localhost");
  folder.write("certificate.pem", other.certificate);
  EXPECT_THAT(server->reload_tls(), testing::FailsWith(errc::io)) << "the key is another's";
  folder.write("certificate.pem", "no certificate");
  EXPECT_THAT(server->reload_tls(), testing::FailsWith(errc::io));
  std::filesystem::remove(options.tls_key);
  EXPECT_THAT(server->reload_tls(), testing::FailsWith(errc::io));
  EXPECT_EQ(TlsClient(server->port()).server_name(), name);
}

TEST_F(TlsTest, DoesNotOpenWithoutACertificate) {
  options.tls_certificate = folder / "none.pem";
  EXPECT_THAT(HttpServer::open(options, handler), testing::FailsWith(errc::io));
}

TEST_F(TlsTest, DoesNotWaitForSlowHandshakes) {
  options.head_timeout = 60ms;
  RawClient silent = connect();
  EXPECT_TRUE(silent.sees_end());
}

TEST_F(TlsTest, PlainRequestsEnd) {
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_to_end(), ::testing::Not(::testing::HasSubstr("HTTP/1.1 200")));
  EXPECT_TRUE(becomes([&] { return server->counters().connections == 0; }));
}

TEST_F(TlsTest, DrainSaysGoodbye) {
  open();
  TlsClient busy(server->port());
  TlsClient idle(server->port());
  busy.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(becomes([&] { return handler->running == 1; }));
  std::thread draining([&] { server->drain(10s); });
  EXPECT_EQ(idle.read_to("never"), "");
  handler->released = true;
  EXPECT_THAT(busy.read_to("GET /held"), ::testing::HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_TRUE(busy.sees_clean_end());
  draining.join();
}

}  // namespace
}  // namespace wmh
