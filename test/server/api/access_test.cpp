#include "api/access.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/predictors.hpp"
#include "support/temp_dir.hpp"

#include <fmt/format.h>

#include <fstream>

namespace wmh::server {
namespace {

using testing::FailsWith;
using testing::IsOk;

RequestHead head_with(Headers headers) {
  RequestHead head;
  head.method = "GET";
  head.path = "/world_models";
  head.headers = std::move(headers);
  return head;
}

TEST(ApiKeys, AreReadFromAFile) {
  const testing::TempDir folder;
  const auto file = folder.path() / "keys";
  std::ofstream(file) << "# ours\n\nagents: 0123456789abcdef\nfedcba9876543210\n";
  const auto keys = read_api_keys(file).value();
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].label, "agents");
  EXPECT_EQ(keys[0].secret, "0123456789abcdef");
  EXPECT_EQ(keys[1].label, "key 4");
  std::ofstream(file) << "short\n";
  EXPECT_THAT(read_api_keys(file), FailsWith(errc::invalid_argument));
  std::ofstream(file) << "# none\n";
  EXPECT_THAT(read_api_keys(file), FailsWith(errc::invalid_argument));
  EXPECT_THAT(read_api_keys(folder.path() / "nothing"), FailsWith(errc::io));
}

TEST(Access, AKeyTellsWhoCalls) {
  const Access access({.keys = {{"a", "0123456789abcdef"}, {"b", "fedcba9876543210"}}});
  EXPECT_EQ(access.owner_of(head_with({{"Authorization", "Bearer fedcba9876543210"}})), "b");
  EXPECT_EQ(access.owner_of(head_with({{"authorization", "bearer 0123456789abcdef"}})), "a");
  EXPECT_EQ(access.owner_of(head_with({{"X-API-Key", "0123456789abcdef"}})), "a");
  for (const char* wrong : {"", "Bearer ", "Bearer 0123456789abcde", "0123456789abcdef",
                            "Bearer 0123456789abcdef0", "Basic 0123456789abcdef"})
    EXPECT_EQ(access.owner_of(head_with({{"Authorization", wrong}})), std::nullopt) << wrong;
  EXPECT_EQ(Access({}).owner_of(head_with({})), "");
}

TEST(Access, WhoIsRefusedIsToldAnIdThatIsInTheLog) {
  std::vector<std::string> log;
  ServerOptions options;
  options.access.keys = {{"a", "0123456789abcdef"}};
  options.answered = [&](const RequestHead& head, const std::string& id, int status, double) {
    log.push_back(fmt::format("{} {} {} {}", head.peer, head.path, status, id));
  };
  const auto server =
      testing::serve(std::make_shared<testing::EchoPredictor>(), {}, std::move(options));
  testing::ApiClient client(server->port());
  const std::string_view key = "Authorization: Bearer 0123456789abcdef\r\n";
  std::vector<std::string> ids;
  ids.push_back(client.get("/world_models").header("X-Request-Id"));
  ids.push_back(client.send("GET", "/nope", "", key).header("X-Request-Id"));
  ids.push_back(client.send("POST", "/healthz", "", key).header("X-Request-Id"));
  ids.push_back(client.send("GET", "/ ", "", key).header("X-Request-Id"));
  EXPECT_THAT(log, ::testing::ElementsAre(
                       "127.0.0.1 /world_models 401 " + ids[0], "127.0.0.1 /nope 404 " + ids[1],
                       "127.0.0.1 /healthz 405 " + ids[2], "127.0.0.1  400 " + ids[3]));
  for (const std::string& id : ids)
    EXPECT_EQ(id.size(), 16U);
  const auto metrics = testing::ApiClient(server->port()).send("GET", "/metrics", "", key).text;
  for (const char* status : {"400", "401", "404", "405"})
    EXPECT_THAT(metrics,
                ::testing::HasSubstr(fmt::format(
                    "wmh_http_answers_total{{route=\"none\",status=\"{}\"}} 1\n", status)));
}

TEST(Access, PagesOfOtherOriginsAreForeign) {
  const Access access({.origins = {"https://ours.example"}, .hosts = {"localhost", "[::1]"}});
  const auto foreign = [&](std::string host, std::string origin) {
    Headers headers{{"Host", std::move(host)}};
    if (!origin.empty()) headers.emplace_back("Origin", std::move(origin));
    return access.is_foreign(head_with(std::move(headers)));
  };
  EXPECT_FALSE(foreign("localhost:8000", ""));
  EXPECT_FALSE(foreign("[::1]:8000", ""));
  EXPECT_FALSE(foreign("localhost:8000", "http://localhost:8000"));
  EXPECT_FALSE(foreign("localhost:8000", "https://ours.example"));
  EXPECT_TRUE(foreign("localhost:8000", "http://localhost:9000"));
  EXPECT_TRUE(foreign("localhost:8000", "null"));
  EXPECT_TRUE(foreign("rebound.example:8000", ""));
  EXPECT_TRUE(foreign("localhost:8000", "https://ours.example.evil"));
}

TEST(Access, ACallerHasSoManyRequestsASecond) {
  auto time = std::make_shared<std::chrono::steady_clock::time_point>();
  Access access({.requests_per_second = 2, .clock = [time] {
                   return *time;
                 }});
  EXPECT_EQ(access.over_limit("a"), std::nullopt);
  EXPECT_EQ(access.over_limit("a"), std::nullopt);
  EXPECT_DOUBLE_EQ(access.over_limit("a").value(), 0.5);
  EXPECT_EQ(access.over_limit("b"), std::nullopt);
  *time += std::chrono::milliseconds(500);
  EXPECT_EQ(access.over_limit("a"), std::nullopt);
}

TEST(Access, AServerWithKeysLetsNobodyElseIn) {
  ServerOptions options;
  options.access.keys = {{"a", "0123456789abcdef"}};
  const auto server =
      testing::serve(std::make_shared<testing::EchoPredictor>(), {}, std::move(options));
  testing::ApiClient client(server->port());
  EXPECT_EQ(client.get("/healthz").status, 200);
  const auto refused = client.get("/world_models");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.header("WWW-Authenticate"), "Bearer");
  const std::string key = "Authorization: Bearer 0123456789abcdef\r\n";
  EXPECT_EQ(client.send("GET", "/world_models", "", key).status, 200);
  EXPECT_EQ(client.send("GET", "/world_models", "", key + "Origin: https://x.example\r\n").status,
            403);
}

}  // namespace
}  // namespace wmh::server
