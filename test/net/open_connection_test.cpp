#include <wmh/testing/matchers.hpp>

#include "net/http_call.hpp"
#include "support/black_hole.hpp"
#include "support/fault_server.hpp"
#include "support/run_task.hpp"

#include <boost/asio/use_awaitable.hpp>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using testing::BlackHole;
using testing::FailsWith;
using testing::FaultServer;
using testing::IsOk;
using testing::Peer;

tcp::endpoint at(int port) {
  return {asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(port)};
}

Task<Done> connect(CallPtr call, std::vector<tcp::endpoint> addresses) {
  auto executor = co_await asio::this_coro::executor;
  const auto connection = std::make_shared<HttpConnection>(std::move(executor), nullptr);
  auto connected = co_await connect_to_any(call, connection, std::move(addresses));
  co_return connected;
}

CallPtr impatient_call() {
  auto call = std::make_shared<HttpCall>();
  call->route.origin = "http://a.test";
  call->phase = Phase::connect;
  call->options.timeouts.connect = 100ms;
  return call;
}

TEST(ConnectToAny, Case14ADeadAddressDoesNotStopTheNext) {
  const BlackHole hole;
  FaultServer server([](Peer& peer) { peer.sees_close(1s); });
  const auto start = Clock::now();
  EXPECT_THAT(testing::run(connect(impatient_call(), {hole.endpoint(), at(server.port())})),
              IsOk());
  EXPECT_GE(Clock::now() - start, 100ms);
  EXPECT_LT(Clock::now() - start, 1s);
  EXPECT_THAT(testing::run(connect(impatient_call(), {at(1), at(server.port())})), IsOk());
}

TEST(ConnectToAny, AllAddressesTogetherHaveALimit) {
  const BlackHole hole;
  auto call = impatient_call();
  call->options.timeouts.connect_all = 250ms;
  const auto start = Clock::now();
  const auto connected =
      testing::run(connect(call, std::vector<tcp::endpoint>(20, hole.endpoint())));
  ASSERT_FALSE(connected.has_value());
  EXPECT_EQ(reason_of(connected.error()), Reason::connect_timeout);
  EXPECT_THAT(connected, testing::MessageHas("http://a.test"));
  EXPECT_LT(Clock::now() - start, 1s);
}

}  // namespace
}  // namespace wmh::detail
