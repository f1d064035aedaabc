#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/predictors.hpp"

#include <boost/json/array.hpp>

namespace wmh {
namespace {

using testing::ApiClient;
using testing::said;

struct SessionEndpointsTest : ::testing::Test {
  std::string open(json::object start = {}) {
    const auto opened = client.post("/world_models/m/sessions", std::move(start));
    EXPECT_EQ(opened.status, 200) << opened.text;
    return std::string(opened.at("session_id").get_string());
  }
  std::string path(const std::string& session, std::string_view rest = {}) {
    return "/world_models/m/sessions/" + session + std::string(rest);
  }
  std::string content(const ApiClient::Answer& answer) {
    return std::string(answer.at("observation").at("content").get_string());
  }

  std::unique_ptr<server::Server> server =
      testing::serve(std::make_shared<testing::EchoPredictor>());
  ApiClient client{server->port()};
};

TEST_F(SessionEndpointsTest, AStepTellsTheStateAfterIt) {
  const auto id = open({{"task", "t"}});
  const auto answer = client.post(path(id, "/step"), said("note"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(content(answer), "echo:note:0");
  EXPECT_EQ(answer.at("state").at("scratchpad"), "- noted");
  EXPECT_EQ(answer.at("step"), 0);
  EXPECT_TRUE(answer.at("source").is_null());
  EXPECT_FALSE(answer.header("X-Request-Id").empty());
}

TEST_F(SessionEndpointsTest, AKeyIsAnsweredOnce) {
  const auto id = open();
  const auto first = client.post(path(id, "/step"), said("a"), "Idempotency-Key: k1\r\n");
  const auto again = client.post(path(id, "/step"), said("a"), "Idempotency-Key: k1\r\n");
  EXPECT_EQ(content(again), content(first));
  EXPECT_EQ(again.at("repeated"), true);
  const auto other = client.post(path(id, "/step"), said("b"), "Idempotency-Key: k1\r\n");
  EXPECT_EQ(other.status, 400);
  EXPECT_EQ(client.get(path(id)).at("steps_taken"), 1);
}

TEST_F(SessionEndpointsTest, AHistoryIsReadByPages) {
  const auto id = open();
  for (const char* text : {"a", "b", "c"})
    client.post(path(id, "/step"), said(text));
  const auto page = client.get(path(id, "?from=1&limit=1"));
  ASSERT_EQ(page.at("history").get_array().size(), 1U);
  EXPECT_EQ(page.at("history").at(0).at("action").at("content"), "b");
  EXPECT_EQ(page.at("first_step"), 1);
  EXPECT_EQ(page.at("steps_taken"), 3);
  EXPECT_EQ(client.get(path(id, "?from=x")).status, 400);
  EXPECT_TRUE(client.get(path(id, "?from=9")).at("history").get_array().empty());
}

TEST_F(SessionEndpointsTest, ManySessionsStepInOneCall) {
  const auto a = open(), b = open();
  json::array steps;
  for (const auto& [id, text] : {std::pair(a, "1"), {b, "1"}, {a, "2"}, {std::string("no"), "3"}}) {
    json::object step = said(text);
    step["session_id"] = id;
    steps.push_back(std::move(step));
  }
  const auto answer = client.post("/world_models/m/steps", {{"steps", std::move(steps)}});
  const json::array& results = answer.at("results").get_array();
  ASSERT_EQ(results.size(), 4U);
  EXPECT_EQ(results[0].at("observation").at("content"), "echo:1:0");
  EXPECT_EQ(results[1].at("observation").at("content"), "echo:1:0");
  EXPECT_EQ(results[2].at("observation").at("content"), "echo:2:1");
  EXPECT_EQ(results[3].at("status"), 404);
  EXPECT_EQ(results[3].at("retryable"), false);
}

TEST_F(SessionEndpointsTest, AnEpisodeIsPlayedWhole) {
  json::array actions{said("note").at("action"), said("b").at("action")};
  json::object body{{"task", "t"}, {"actions", actions}};
  const auto answer = client.post("/world_models/m/episodes", body);
  EXPECT_EQ(answer.status, 200) << answer.text;
  ASSERT_EQ(answer.at("steps").get_array().size(), 2U);
  EXPECT_EQ(answer.at("steps").at(1).at("observation").at("content"), "echo:b:1");
  EXPECT_EQ(answer.at("state").at("scratchpad"), "- noted");
  EXPECT_EQ(answer.at("stop_reason"), "actions_done");
  EXPECT_TRUE(answer.at("session_id").is_null());
  EXPECT_EQ(client.post("/world_models/m/episodes", body).text, answer.text);
  body["keep_session"] = true;
  const auto kept = client.post("/world_models/m/episodes", body);
  EXPECT_EQ(client.get(path(std::string(kept.at("session_id").get_string()))).at("steps_taken"), 2);
}

TEST_F(SessionEndpointsTest, SessionsFork) {
  const auto id = open({{"seed", 7}});
  client.post(path(id, "/step"), said("a"));
  const auto forked = client.post(path(id, "/fork"), {{"at", 1}, {"count", 2}, {"pin", true}});
  EXPECT_EQ(forked.status, 200) << forked.text;
  ASSERT_EQ(forked.at("session_ids").get_array().size(), 2U);
  const auto fork = client.get(path(std::string(forked.at("session_ids").at(0).get_string())));
  EXPECT_EQ(fork.at("steps_taken"), 1);
  EXPECT_EQ(fork.at("seed"), 7);
  EXPECT_FALSE(fork.at("world").is_null());
  EXPECT_EQ(client.post(path(id, "/fork"), {{"at", 5}}).status, 400);
  EXPECT_EQ(client.post(path(id, "/fork"), {{"count", 0}}).status, 422);
}

TEST_F(SessionEndpointsTest, StepsAreFollowedAsEvents) {
  const auto id = open();
  client.post(path(id, "/step"), said("a"));
  testing::RawClient follower(server->port());
  follower.send("GET " + path(id, "/events") + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_NE(follower.read_to("echo:a:0").find("id: 0"), std::string::npos);
  client.post(path(id, "/step"), said("b"));
  EXPECT_NE(follower.read_to("echo:b:1").find("id: 1"), std::string::npos);
  client.send("DELETE", path(id), "");
  EXPECT_NE(follower.read_to("event: end").find("event: end"), std::string::npos);
  testing::RawClient late(server->port());
  late.send("GET " + path(id, "/events") + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(late.read_answer().status, 404);
}

TEST_F(SessionEndpointsTest, AProviderThatFailsIsToldWithARetryHint) {
  const auto id = open();
  const auto answer = client.post(path(id, "/step"), said("fail"), "X-Request-Id: mine-1\r\n");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.at("request_id"), "mine-1");
  EXPECT_EQ(answer.header("X-Request-Id"), "mine-1");
  EXPECT_EQ(answer.at("retryable"), true);
  EXPECT_EQ(client.post(path(id, "/step"), said("throw")).status, 500);
  EXPECT_EQ(client.get(path(id)).at("steps_taken"), 0);
}

TEST_F(SessionEndpointsTest, ARefusalOfANumberThatIsTooLargeIsJson) {
  for (const char* body :
       {R"({"seed": 1e400})", R"({"seed_state": {"structured": {"a": [1e400]}}})"}) {
    const auto answer = client.send("POST", "/world_models/m/sessions", body);
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.text.find("Infinity"), std::string::npos) << answer.text;
  }
}

TEST_F(SessionEndpointsTest, WhatIsWrongWithABodyIsSaid) {
  const auto id = open();
  const auto wrong = [&](std::string_view where, json::value body) {
    const auto answer = client.post(where, body);
    EXPECT_EQ(answer.status, 422) << answer.text;
    return to_text(answer.at("detail").at(0).at("loc"));
  };
  EXPECT_EQ(wrong(path(id, "/step"), json::array{}), R"(["body"])");
  EXPECT_EQ(wrong(path(id, "/step"), {{"action", "x"}}), R"(["body","action"])");
  EXPECT_EQ(wrong(path(id, "/step"), {{"action", {{"kind", "tool_call"}, {"arguments", 1}}}}),
            R"(["body","action","arguments"])");
  EXPECT_EQ(wrong("/world_models/m/sessions", {{"seed_state", {{"structured", 1}}}}),
            R"(["body","seed_state","structured"])");
  EXPECT_EQ(wrong("/world_models/m/sessions", {{"seed", "x"}}), R"(["body","seed"])");
  EXPECT_EQ(wrong("/world_models/m/steps", {{"steps", json::array{1}}}), R"(["body","steps",0])");
  EXPECT_EQ(wrong("/world_models/m/episodes", json::object{}), R"(["body","actions"])");
}

TEST_F(SessionEndpointsTest, GeneralThings) {
  EXPECT_EQ(client.get("/healthz").text, R"({"status":"ok"})");
  EXPECT_EQ(client.get("/readyz").status, 200);
  open();
  const auto id = open();
  client.post(path(id, "/step"), said("a"));
  const auto metrics = client.get("/metrics").text;
  EXPECT_NE(metrics.find("wmh_sessions_in_memory 2\n"), std::string::npos) << metrics;
  EXPECT_NE(metrics.find("wmh_step_seconds_count{model=\"m\",source=\"model\"} 1\n"),
            std::string::npos);
  EXPECT_EQ(client.send("PATCH", "/world_models", "").header("Allow"), "GET");
  EXPECT_EQ(client.send("HEAD", "/healthz", "").status, 200);
}

}  // namespace
}  // namespace wmh
