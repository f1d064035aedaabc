#pragma once

#include <wmh/testing/matchers.hpp>

#include "http/http_server.hpp"
#include "support/echo_handler.hpp"
#include "support/raw_client.hpp"
#include "support/temp_dir.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace wmh::testing {

using namespace std::chrono_literals;

/// Waits for what another thread brings about.
template <class Condition>
bool becomes(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (!condition() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(2ms);
  return condition();
}

/// A server of one thread that echoes. It opens with the first client.
class HttpServerTest : public ::testing::Test {
 protected:
  HttpServerTest() {
    options.port = 0;
    options.threads = 1;
    handler->folder = folder.path();
  }

  RawClient connect() {
    if (!server) open();
    return RawClient(server->port());
  }
  void open() {
    auto opened = server::HttpServer::open(options, handler);
    ASSERT_THAT(opened, IsOk());
    server = std::move(*opened);
  }
  RawClient::Answer ask(std::string_view request) {
    RawClient client = connect();
    client.send(request);
    return client.read_answer();
  }

  TempDir folder{};
  server::HttpOptions options{};
  std::shared_ptr<EchoHandler> handler = std::make_shared<EchoHandler>();
  std::unique_ptr<server::HttpServer> server{};
};

}  // namespace wmh::testing
