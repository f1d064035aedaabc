// Case 71: the system's clock jumps while a call waits. This program has a clock_gettime of its
// own, which adds the jump to the time of day and to nothing else.
#include <wmh/testing/matchers.hpp>

#include "net/retrying_client.hpp"
#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

#include <boost/asio/steady_timer.hpp>

#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

namespace {
std::atomic<long> jump = 0;  ///< Seconds.
}

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  const long failed = ::syscall(SYS_clock_gettime, clock, time);
  if (failed == 0 && clock == CLOCK_REALTIME) time->tv_sec += jump;
  return static_cast<int>(failed);
}

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FaultServer;
using testing::HttpDesk;
using testing::Peer;

/// How long a call takes that is asked to wait for 300 ms, when the clock jumps after 100 ms.
std::chrono::milliseconds time_of_call(std::chrono::seconds jumps_by) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 503 Busy\r\nretry-after-ms: 300\r\nContent-Length: 0\r\n\r\n");
    peer.read_request();
    peer.reply("ok");
  });
  HttpDesk desk;
  RetryingClient client(desk.client, {});
  const auto today = std::chrono::system_clock::now();
  asio::steady_timer timer(desk.context, 100ms);
  timer.async_wait([&](auto) { jump = jumps_by.count(); });
  const auto start = std::chrono::steady_clock::now();
  const auto outcome = desk.run(client.send(HttpDesk::request_for(server.url()), {}));
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_THAT(outcome.response, testing::IsOk());
  EXPECT_EQ(outcome.attempts, 2);
  EXPECT_GT(abs(std::chrono::system_clock::now() - today), abs(jumps_by) - 10s) << "it did jump";
  jump = 0;
  return std::chrono::duration_cast<std::chrono::milliseconds>(took);
}

TEST(ClockJump, Case71AnHourForwardsOrBackwardsMovesNoWait) {
  for (const auto by : {3600s, -3600s}) {
    const auto took = time_of_call(by);
    EXPECT_GE(took, 295ms);
    EXPECT_LT(took, 1500ms);
  }
}

}  // namespace
}  // namespace wmh::detail
