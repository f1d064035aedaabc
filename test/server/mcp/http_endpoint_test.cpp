#include "mcp/http_endpoint.hpp"

#include "server/mcp/support.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/json/array.hpp>
#include <gmock/gmock.h>

namespace wmh::mcp::testing {
namespace {

using ::testing::HasSubstr;
using Headers = server::Headers;

struct HttpEndpointTest : ::testing::Test {
  asio::io_context context{1};
  std::shared_ptr<const Environment> environment = desk(context.get_executor());
  std::chrono::steady_clock::time_point time{};
  int ids = 0;
  HttpSessionOptions options{.max_sessions = 2,
                             .idle_expiry = std::chrono::seconds(60),
                             .clock = [this] { return time; },
                             .make_id =
                                 [this] {
                                   return fmt::format("s{}", ++ids);
                                 }};
  HttpEndpoint endpoint{context.get_executor(), environment, options};

  static server::Request request_of(std::string method, std::string body, Headers headers) {
    server::Request request;
    request.head.method = std::move(method);
    request.head.path = "/mcp";
    request.head.headers = std::move(headers);
    request.body = std::move(body);
    return request;
  }
  /// A POST as clients send it.
  static server::Request message(std::string body, std::string session = "") {
    Headers headers{{"Content-Type", "application/json; charset=utf-8"},
                    {"Accept", "application/json, text/event-stream"}};
    if (!session.empty()) headers.emplace_back("mcp-session-id", std::move(session));
    return request_of("POST", std::move(body), std::move(headers));
  }

  void start(server::Request request, std::optional<server::Response>& response) {
    asio::co_spawn(
        context, endpoint.handle(std::move(request)),
        [&response](std::exception_ptr, server::Response answer) { response = std::move(answer); });
  }
  server::Response send(server::Request request) {
    std::optional<server::Response> response;
    start(std::move(request), response);
    context.restart();
    context.run();
    return std::move(response.value());
  }
  std::string begin() {
    return std::string(server::find_header(send(message(initialize())).headers, "Mcp-Session-Id"));
  }
};

TEST_F(HttpEndpointTest, ASessionIsBegunUsedAndEnded) {
  const server::Response begun = send(message(initialize()));
  EXPECT_EQ(begun.status, 200);
  EXPECT_EQ(begun.content_type, "application/json");
  EXPECT_EQ(server::find_header(begun.headers, "Mcp-Session-Id"), "s1");
  EXPECT_EQ(send(message(R"({"jsonrpc":"2.0","method":"notifications/initialized"})", "s1")).status,
            202);
  EXPECT_EQ(outcome(parse_json(send(message(call(1, "get"), "s1")).body).value()), "get {} 0");
  EXPECT_EQ(outcome(parse_json(send(message(call(1, "get"), "s1")).body).value()), "get {} 1");
  EXPECT_EQ(begin(), "s2");
  EXPECT_EQ(outcome(parse_json(send(message(call(1, "get"), "s2")).body).value()), "get {} 0");
  EXPECT_EQ(environment->model.session_count(), 2U);

  EXPECT_EQ(send(request_of("DELETE", "", {{"Mcp-Session-Id", "s1"}})).status, 204);
  EXPECT_EQ(environment->model.session_count(), 1U);
  EXPECT_EQ(send(request_of("DELETE", "", {{"Mcp-Session-Id", "s1"}})).status, 404);
  EXPECT_EQ(send(message(call(1, "get"), "s1")).status, 404);
}

struct Refused {
  std::string method;
  std::string body;
  Headers headers;
  int status;
};

TEST_F(HttpEndpointTest, RefusesWhatTheTransportForbids) {
  ASSERT_EQ(begin(), "s1");
  const auto json = [](Headers more) {
    more.emplace_back("Content-Type", "application/json");
    return more;
  };
  const std::string ping = request(1, "ping");
  const Refused cases[] = {
      {"GET", "", {}, 405},
      {"PUT", ping, json({}), 405},
      {"DELETE", "", {}, 400},
      {"POST", ping, {}, 415},
      {"POST", ping, {{"Content-Type", "text/plain"}}, 415},
      {"POST", ping, json({{"Accept", "text/html"}}), 406},
      {"POST", ping, json({}), 400},
      {"POST", ping, json({{"Mcp-Session-Id", "s9"}}), 404},
      {"POST", ping, json({{"Mcp-Session-Id", "s1"}, {"MCP-Protocol-Version", "1999-01-01"}}), 400},
      {"POST", "{", json({{"Mcp-Session-Id", "s1"}}), 400},
      {"POST", "[]", json({{"Mcp-Session-Id", "s1"}}), 400},
      {"POST", "[" + initialize() + "]", json({}), 400},
      {"POST", ping, json({{"Mcp-Session-Id", "s1"}, {"MCP-Protocol-Version", "2025-06-18"}}), 200},
      {"POST", ping, json({{"Mcp-Session-Id", "s1"}, {"Accept", "*/*"}}), 200},
      {"POST", initialize(), json({{"Mcp-Session-Id", "s1"}}), 200},
  };
  for (const Refused& each : cases) {
    const server::Response response = send(request_of(each.method, each.body, each.headers));
    EXPECT_EQ(response.status, each.status) << each.method << " " << each.body;
    if (each.status != 200) {
      EXPECT_TRUE(parse_json(response.body)->at("error").is_object());
    }
  }
}

TEST_F(HttpEndpointTest, AnInitializeThatFailsBeginsNothing) {
  const server::Response response = send(message(request(0, "initialize")));
  EXPECT_THAT(response.body, HasSubstr("-32602"));
  EXPECT_EQ(server::find_header(response.headers, "Mcp-Session-Id"), "");
  EXPECT_EQ(endpoint.session_count(), 0U);
}

TEST_F(HttpEndpointTest, AnswersWithAnEventWhereNothingElseIsTaken) {
  server::Request events = message(request(1, "ping"), begin());
  events.head.headers[1].second = "text/event-stream";
  const server::Response response = send(std::move(events));
  EXPECT_EQ(response.content_type, "text/event-stream");
  ASSERT_TRUE(response.events);
  std::vector<std::string> blocks;
  for (int i = 0; i < 2; ++i)
    asio::co_spawn(context, response.events->next(),
                   [&blocks](std::exception_ptr, std::optional<std::string> block) {
                     blocks.push_back(block.value_or("end"));
                   });
  context.restart();
  context.run();
  EXPECT_EQ(blocks[0],
            "event: message\ndata: " + send(message(request(1, "ping"), "s1")).body + "\n\n");
  EXPECT_EQ(blocks[1], "end");
}

TEST_F(HttpEndpointTest, SessionsAreBoundInNumberAndTime) {
  EXPECT_EQ(begin(), "s1");
  EXPECT_EQ(begin(), "s2");
  EXPECT_EQ(send(message(initialize())).status, 503);
  time += std::chrono::seconds(40);
  EXPECT_EQ(send(message(request(1, "ping"), "s2")).status, 200);
  time += std::chrono::seconds(40);
  EXPECT_EQ(begin(), "s3");  // in the place of s1
  EXPECT_EQ(environment->model.session_count(), 2U);
  EXPECT_EQ(send(message(request(1, "ping"), "s1")).status, 404);
  EXPECT_EQ(send(message(request(1, "ping"), "s2")).status, 200);
  time += std::chrono::seconds(61);
  EXPECT_EQ(send(message(request(1, "ping"), "s2")).status, 404);
  EXPECT_EQ(endpoint.session_count(), 1U);
}

TEST_F(HttpEndpointTest, ACancelledCallIsAnsweredWithNothing) {
  const std::string id = begin();
  std::optional<server::Response> slow, next;
  start(message(call(1, "slow"), id), slow);
  context.restart();
  context.poll();
  time += std::chrono::hours(2);
  EXPECT_FALSE(slow.has_value());
  start(message(call(2, "get"), id), next);  // a session that is busy does not expire
  EXPECT_EQ(send(message(cancel(1), id)).status, 202);
  EXPECT_EQ(slow->status, 202);
  EXPECT_EQ(outcome(parse_json(next->body).value()), "get {} 0");
}

TEST_F(HttpEndpointTest, EndingASessionEndsItsCalls) {
  const std::string id = begin();
  std::optional<server::Response> slow;
  start(message(call(1, "slow"), id), slow);
  context.restart();
  context.poll();
  EXPECT_EQ(send(request_of("DELETE", "", {{"Mcp-Session-Id", id}})).status, 204);
  EXPECT_EQ(slow->status, 202);
  EXPECT_EQ(environment->model.session_count(), 0U);
}

}  // namespace
}  // namespace wmh::mcp::testing
