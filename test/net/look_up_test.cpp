// Names by a lookup that the test plays, and by the system's where there is no such name anywhere.
#include <wmh/testing/matchers.hpp>

#include "net/retrying_client.hpp"
#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/steady_timer.hpp>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using asio::ip::tcp;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::MessageHas;
using testing::Peer;

/// Fails with these errors, one after another, and then knows the address of every name.
struct NameServers {
  std::vector<boost::system::error_code> errors{};
  std::size_t asked = 0;

  HttpClientOptions options() {
    HttpClientOptions options;
    options.name_lookup = [this](const std::string&, std::uint16_t port, auto handler) {
      const std::size_t turn = asked++;
      if (turn < errors.size()) return handler(errors[turn], {});
      handler({}, {tcp::endpoint(asio::ip::address_v4::loopback(), port)});
    };
    return options;
  }
};

HttpOutcome ask(HttpDesk& desk, const std::string& url) {
  RetryPolicy policy;
  policy.first_delay = 1ms;
  RetryingClient client(desk.client, policy);
  return desk.run(client.send(HttpDesk::request_for(url), {}));
}

TEST(LookUp, Case16ANameThatIsNotKnownIsNotAskedForAgain) {
  NameServers servers{{asio::error::host_not_found}};
  HttpDesk desk(servers.options());
  const auto outcome = ask(desk, "http://api.test/");
  EXPECT_EQ(outcome.reason, Reason::name_unknown);
  EXPECT_EQ(outcome.phase, Phase::connect);
  EXPECT_THAT(outcome.response, testing::FailsWith(errc::network));
  EXPECT_THAT(outcome.response, MessageHas("api.test"));
  EXPECT_EQ(servers.asked, 1u);
}

TEST(LookUp, Case16NameServersThatFailAreAskedAgain) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply("ok");
  });
  const auto again = asio::error::host_not_found_try_again;
  NameServers servers{{again, again}};
  HttpDesk desk(servers.options());
  const auto outcome = ask(desk, "http://api.test:" + std::to_string(server.port()));
  EXPECT_THAT(outcome.response, IsOk());
  EXPECT_EQ(outcome.attempts, 3);
  EXPECT_EQ(servers.asked, 3u);
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(LookUp, Case16TheSystemKnowsNoSuchName) {
  HttpDesk desk;
  const auto outcome = desk.get("http://no-such-host.invalid/");
  EXPECT_TRUE(outcome.reason == Reason::name_unknown || outcome.reason == Reason::name_unanswered);
  EXPECT_THAT(outcome.response, MessageHas("no-such-host.invalid"));
}

TEST(LookUp, ASilentNameServerHasALimit) {
  HttpClientOptions options;
  options.name_lookup = [](const std::string&, std::uint16_t, auto) {
  };
  HttpDesk desk(options);
  CallOptions call;
  call.timeouts.lookup = 50ms;
  const auto outcome = desk.get("http://api.test/", call);
  EXPECT_EQ(outcome.reason, Reason::name_unanswered);
  EXPECT_THAT(outcome.response, MessageHas("name servers"));
}

TEST(LookUp, Case52CancelledWhileAskingForAName) {
  HttpClientOptions options;
  options.name_lookup = [](const std::string&, std::uint16_t, auto) {
  };
  HttpDesk desk(options);
  asio::cancellation_signal cancel;
  asio::steady_timer timer(desk.context, 50ms);
  timer.async_wait([&](auto) { cancel.emit(asio::cancellation_type::terminal); });
  int ends = 0;
  asio::co_spawn(desk.context, desk.client->send(HttpDesk::request_for("http://api.test/"), {}),
                 asio::bind_cancellation_slot(cancel.slot(),
                                              [&](std::exception_ptr failure, HttpOutcome made) {
                                                ++ends;
                                                EXPECT_FALSE(failure);
                                                EXPECT_EQ(made.reason, Reason::cancelled);
                                                EXPECT_EQ(made.phase, Phase::connect);
                                              }));
  desk.context.run();
  EXPECT_EQ(ends, 1);
}

}  // namespace
}  // namespace wmh::detail
