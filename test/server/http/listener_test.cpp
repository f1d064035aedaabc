#include "support/http_server_test.hpp"

#include <list>
#include <map>

namespace wmh {
namespace {

using testing::becomes;
using ::testing::Each;
using testing::HttpServerTest;
using ::testing::Pair;
using testing::RawClient;
using ::testing::SizeIs;

constexpr int threads = 3;
constexpr int connections_each = 10;

class ListenerTest : public HttpServerTest {
 protected:
  ListenerTest() { options.threads = threads; }

  struct Client {
    RawClient connection;
    std::string thread;  ///< That serves it.
  };
  void connect_all() {
    while (clients.size() < threads * connections_each)
      clients.push_back(Client{connect(), ""});
    for (Client& client : clients) {
      client.connection.send("GET /thread HTTP/1.1\r\nHost: x\r\n\r\n");
      client.thread = client.connection.read_answer().body;
    }
  }
  std::map<std::string, int> connections_of_threads() const {
    std::map<std::string, int> connections;
    for (const Client& client : clients)
      ++connections[client.thread];
    return connections;
  }

  std::list<Client> clients{};
};

TEST_F(ListenerTest, EveryThreadHasAsManyConnections) {
  connect_all();
  EXPECT_THAT(connections_of_threads(), SizeIs(threads));
  EXPECT_THAT(connections_of_threads(), Each(Pair(::testing::_, connections_each)));
}

TEST_F(ListenerTest, NewConnectionsGoWhereOthersHaveEnded) {
  connect_all();
  const std::string thread = clients.front().thread;
  std::erase_if(clients, [&](const Client& client) { return client.thread == thread; });
  EXPECT_TRUE(becomes([&] { return server->counters().connections == clients.size(); }));
  connect_all();
  EXPECT_THAT(connections_of_threads(), Each(Pair(::testing::_, connections_each)));
}

}  // namespace
}  // namespace wmh
