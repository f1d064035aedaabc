#include "llm/aws_keys.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/fault_server.hpp"
#include "support/http_desk.hpp"

namespace wmh::detail {
namespace {

using testing::FailsWith;
using testing::FaultServer;
using testing::HttpDesk;
using testing::IsOk;
using testing::Peer;

Result<AwsCredentials> get(HttpDesk& desk, AwsKeys& keys) {
  Result<AwsCredentials> outcome;
  asio::co_spawn(desk.context, keys.get(),
                 [&](std::exception_ptr failure, Result<AwsCredentials> result) {
                   if (failure) std::rethrow_exception(failure);
                   outcome = std::move(result);
                 });
  desk.context.restart();
  desk.context.run();
  return outcome;
}

std::string keys_until(const char* when) {
  return std::string(R"({"AccessKeyId":"AKID","SecretAccessKey":"secret","Token":"t",)") +
         R"("Expiration":")" + when + R"("})";
}

TEST(AwsKeys, ThatLastAreNotAskedFor) {
  HttpDesk desk;
  AwsCredentials lasting;
  lasting.access_key_id = "AKID";
  AwsKeys keys(lasting);
  ASSERT_THAT(get(desk, keys), IsOk());
  EXPECT_EQ(get(desk, keys)->access_key_id, "AKID");
}

TEST(AwsKeys, OfAVirtualMachineAreAskedForInThreeSteps) {
  FaultServer server([](Peer& peer) {
    for (std::string request = peer.read_request(); !request.empty();
         request = peer.read_request()) {
      const bool token = request.starts_with("PUT");
      const bool role = request.find("/security-credentials/ ") != std::string::npos;
      if (!peer.reply(token ? "tok" : role ? "my-role" : keys_until("2999-01-01T00:00:00Z")))
        return;
    }
  });
  HttpDesk desk;
  AwsKeys keys(desk.client, {{"AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url("")}}, false);
  const auto found = get(desk, keys);
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->access_key_id, "AKID");
  EXPECT_EQ(server.requests().size(), 3U);
  ASSERT_THAT(get(desk, keys), IsOk());
  EXPECT_EQ(server.requests().size(), 3U) << "good keys are kept";
}

TEST(AwsKeys, OfAContainerAreRenewedBeforeTheyExpire) {
  FaultServer server([](Peer& peer) {
    while (!peer.read_request().empty())
      if (!peer.reply(keys_until("2001-01-01T00:00:00Z"))) return;
  });
  HttpDesk desk;
  AwsKeys keys(desk.client, {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url("/c")}}, true);
  ASSERT_THAT(get(desk, keys), IsOk());
  ASSERT_THAT(get(desk, keys), IsOk());
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(AwsKeys, ThatNobodyLendsAreAnError) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.write("HTTP/1.1 404 no\r\nContent-Length: 0\r\n\r\n");
  });
  HttpDesk desk;
  AwsKeys keys(desk.client, {{"AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url("")}}, false);
  EXPECT_THAT(get(desk, keys), FailsWith(errc::unauthorized));
}

}  // namespace
}  // namespace wmh::detail
