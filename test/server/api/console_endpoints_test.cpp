#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/predictors.hpp"

namespace wmh {
namespace {

using testing::ApiClient;
using ::testing::HasSubstr;
using ::testing::Not;

struct ConsoleEndpointsTest : ::testing::Test {
  std::unique_ptr<server::Server> server =
      testing::serve(std::make_shared<testing::EchoPredictor>());
  ApiClient client{server->port()};
};

TEST_F(ConsoleEndpointsTest, ThePageRunsNothingFromElsewhere) {
  const auto page = client.get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  const auto policy = page.header("Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'; script-src 'self'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(page.text, HasSubstr("<main"));
  EXPECT_THAT(page.text, Not(HasSubstr("http://")));
  EXPECT_THAT(page.text, Not(HasSubstr("https://")));
}

TEST_F(ConsoleEndpointsTest, FilesHaveTheirTypes) {
  EXPECT_EQ(client.get("/assets/main.js").header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(client.get("/assets/style.css").header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(client.get("/assets/favicon.svg").header("Content-Type"), "image/svg+xml");
  EXPECT_EQ(client.get("/assets/none.js").status, 404);
  EXPECT_EQ(client.get("/assets/..%2Fmain.js").status, 404);
}

TEST_F(ConsoleEndpointsTest, AKnownFileIsNotSentAgain) {
  const auto tag = client.get("/assets/main.js").header("ETag");
  ASSERT_FALSE(tag.empty());
  const auto again = client.send("GET", "/assets/main.js", {}, "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.text.empty());
  EXPECT_EQ(client.send("GET", "/", {}, "If-None-Match: " + tag + "\r\n").status, 200);
}

TEST_F(ConsoleEndpointsTest, ThePageIsToldWhatItMayAsk) {
  EXPECT_EQ(client.get("/assets/server.json").body,
            (json::value{{"keys", false}, {"builds", false}}));
  server::ServerOptions options;
  options.access.keys = {{"tests", "a-secret-of-the-tests"}};
  const auto locked =
      testing::serve(std::make_shared<testing::EchoPredictor>(), {}, std::move(options));
  ApiClient stranger(locked->port());
  EXPECT_EQ(stranger.get("/assets/server.json").at("keys"), true);
  EXPECT_EQ(stranger.get("/").status, 200);
  EXPECT_EQ(stranger.get("/evals").status, 401);
}

}  // namespace
}  // namespace wmh
