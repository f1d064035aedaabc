// Case 55: a server that has room for four calls at once and answers 429 to any other.
#include <wmh/testing/matchers.hpp>

#include "net/retrying_client.hpp"
#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FaultServer;
using testing::HttpDesk;
using testing::Peer;

/// Answers as many calls at once as it has room for.
struct Room {
  int places;
  std::atomic<int> inside = 0;
  std::atomic<int> asked = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> refused_late = 0;  ///< Of those after the first hundred.

  void serve(Peer& peer) {
    while (!peer.read_request().empty()) {
      const bool late = ++asked > 100;
      if (++inside > places) {
        ++refused;
        refused_late += late;
        --inside;
        peer.write("HTTP/1.1 429 Full\r\nretry-after-ms: 20\r\nContent-Length: 0\r\n\r\n");
        continue;
      }
      std::this_thread::sleep_for(5ms);
      --inside;
      peer.reply("ok");
    }
  }
};

TEST(Room, Case55TheClientComesToAskNoMoreAtOnce) {
  constexpr int calls = 300;
  Room room{4};
  FaultServer server([&](Peer& peer) { room.serve(peer); });
  HttpDesk desk;
  RetryingClient client(desk.client, {});
  int good = 0;
  for (int i = 0; i < calls; ++i)
    asio::co_spawn(desk.context, client.send(HttpDesk::request_for(server.url()), {}),
                   [&](std::exception_ptr, HttpOutcome made) {
                     good += made.response && made.response->status == 200;
                   });
  desk.context.run();
  EXPECT_EQ(good, calls);
  EXPECT_LT(room.asked, 2 * calls);
  EXPECT_LT(room.refused_late, 20) << "about four at once";
}

}  // namespace
}  // namespace wmh::detail
