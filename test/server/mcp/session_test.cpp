#include "mcp/session.hpp"

#include "server/mcp/support.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/json/array.hpp>
#include <gmock/gmock.h>

namespace wmh::mcp::testing {
namespace {

/// A session on the thread of the test.
struct SessionTest : ::testing::Test {
  asio::io_context context{1};
  std::shared_ptr<const Environment> environment = desk(context.get_executor());
  std::shared_ptr<Session> session = std::make_shared<Session>(context.get_executor(), environment);
  std::vector<std::string> answers;

  void send(std::string_view text) {
    asio::co_spawn(session->executor(), session->answer(read_incoming(text)),
                   [this](std::exception_ptr, std::optional<json::value> answer) {
                     answers.push_back(answer ? to_text(*answer) : "nothing");
                   });
  }
  void run() {
    context.restart();
    context.run();
  }
  /// Lets everything happen that needs no time.
  void poll() {
    context.restart();
    context.poll();
  }
  std::string ask(std::string_view text) {
    send(text);
    run();
    return answers.back();
  }
  std::string outcome_of(std::string_view text) { return outcome(parse_json(ask(text)).value()); }
};

struct Exchange {
  std::string in;
  std::string out;  ///< Of the answer; empty: none.
};

std::string error(int code) {
  return fmt::format(R"("error":{{"code":{},)", code);
}

TEST_F(SessionTest, AnswersEachMessage) {
  const Exchange exchanges[] = {
      {request(1, "ping"), R"({"jsonrpc":"2.0","id":1,"result":{}})"},
      {request(1, "tools/list"), error(invalid_request)},
      {call(1, "get"), error(invalid_request)},
      {"[" + request(1, "ping") + "]", error(invalid_request)},
      {request(1, "initialize"), error(invalid_params)},
      {R"({"jsonrpc":"2.0","method":"notifications/initialized"})", "nothing"},
      {initialize(), R"("protocolVersion":"2025-11-25")"},
      {R"({"jsonrpc":"2.0","method":"notifications/initialized"})", "nothing"},
      {R"({"jsonrpc":"2.0","method":"notifications/other"})", "nothing"},
      {R"({"jsonrpc":"2.0","id":7,"result":{}})", "nothing"},
      {initialize(), error(invalid_request)},
      {request(1, "ping"), R"("result":{})"},
      {request(1, "tools/list"), R"("nextCursor":"2")"},
      {request(1, "tools/list", R"({"cursor":"2"})"), R"("name":"get")"},
      {request(1, "tools/list", R"({"cursor":"3"})"), error(invalid_params)},
      {request(1, "tools/list", R"({"cursor":3})"), error(invalid_params)},
      {request(1, "resources/list"), error(method_not_found)},
      {request(1, "tools/call", "[]"), error(invalid_params)},
      {request(1, "tools/call"), error(invalid_params)},
      {request(1, "tools/call", R"({"name":"get","arguments":[]})"), error(invalid_params)},
      {call(1, "nope"), error(invalid_params)},
      {"{", error(parse_error)},
      {"[" + request(1, "ping") + "]", error(invalid_request)},
      {cancel(99), "nothing"},
  };
  for (const Exchange& each : exchanges)
    EXPECT_THAT(ask(each.in), ::testing::HasSubstr(each.out)) << each.in;
}

TEST_F(SessionTest, AgreesOnARevision) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"2025-11-25", "2025-11-25"}, {"2025-06-18", "2025-06-18"}, {"2025-03-26", "2025-03-26"},
      {"2024-11-05", "2024-11-05"}, {"2024-10-07", "2025-11-25"}, {"2099-01-01", "2025-11-25"}};
  for (const auto& [wanted, agreed] : cases) {
    session = std::make_shared<Session>(context.get_executor(), environment);
    const json::value answer = parse_json(ask(initialize(wanted))).value();
    EXPECT_EQ(answer.at("result").at("protocolVersion").as_string(), agreed);
  }
}

TEST_F(SessionTest, CallsAreStepsOfOneSession) {
  ask(initialize());
  EXPECT_EQ(environment->model.session_count(), 1U);
  EXPECT_EQ(outcome_of(call(1, "get", R"({"a":1})")), "get {\"a\":1} 0");
  EXPECT_EQ(outcome_of(call(2, "bad")), "! bad {} 1");
  EXPECT_EQ(outcome_of(call(3, "say", R"({"message":"hello"})")), "hello {} 2");
  EXPECT_EQ(outcome_of(request(4, "tools/call", R"({"name":"get"})")), "get {} 3");
}

TEST_F(SessionTest, WhatIsNotAnsweredIsAResultAndNoStep) {
  ask(initialize());
  EXPECT_EQ(outcome_of(call(1, "down")),
            "! The call was not answered and has changed nothing: step: try again later.");
  EXPECT_THAT(outcome_of(call(2, "say")), ::testing::StartsWith("! The call was not answered"));
  EXPECT_EQ(outcome_of(call(3, "get")), "get {} 0");
}

TEST_F(SessionTest, CallsInFlightRunInTheirOrder) {
  ask(initialize());
  answers.clear();
  for (int id = 1; id <= 5; ++id)
    send(call(id, "get"));
  run();
  ASSERT_EQ(answers.size(), 5U);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(parse_json(answers[std::size_t(i)])->at("id").as_int64(), i + 1);
    EXPECT_EQ(outcome(*parse_json(answers[std::size_t(i)])), fmt::format("get {{}} {}", i));
  }
}

TEST_F(SessionTest, ACancelledCallHasNoAnswerAndTheSessionGoesOn) {
  ask(initialize());
  answers.clear();
  send(call(1, "slow"));
  send(call(2, "get"));
  poll();
  EXPECT_TRUE(answers.empty());
  send(request(3, "ping"));
  poll();
  EXPECT_EQ(answers.size(), 1U);  // which needs no turn
  ask(cancel(1));
  ASSERT_EQ(answers.size(), 4U);
  EXPECT_EQ(std::count(answers.begin(), answers.end(), "nothing"), 2);
  EXPECT_EQ(outcome_of(call(4, "get")), "get {} 1");
}

TEST_F(SessionTest, AnIdIsTakenWhileItsCallRuns) {
  ask(initialize());
  answers.clear();
  send(call(1, "slow"));
  send(call(1, "get"));
  send(R"({"jsonrpc":"2.0","id":"1","method":"tools/call","params":{"name":"get"}})");
  poll();
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(outcome(parse_json(answers[0]).value()), "error -32600");
  ask(cancel(1));
  EXPECT_EQ(answers.size(), 4U);  // one by text 1 waited for the slow one
}

TEST_F(SessionTest, BatchesAreOfOldRevisions) {
  ask(initialize("2025-03-26"));
  EXPECT_EQ(ask("[" + call(1, "get") + "," + cancel(9) + "," + call(2, "nope") + ",3]"),
            R"([{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"get {} 0"}],)"
            R"("isError":false,"_meta":{"wmh/source":"model"}}},)"
            R"({"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"Unknown tool: nope"}},)"
            R"({"jsonrpc":"2.0","id":null,"error":{"code":-32600,)"
            R"("message":"a message must be an object"}}])");
  EXPECT_EQ(ask("[" + cancel(9) + "]"), "nothing");
}

TEST_F(SessionTest, EndsItsWorldModelSession) {
  ask(initialize());
  send(call(1, "slow"));
  poll();
  session->end();
  run();
  EXPECT_EQ(answers.back(), "nothing");
  EXPECT_EQ(environment->model.session_count(), 0U);
  EXPECT_THAT(ask(call(2, "get")), ::testing::HasSubstr(error(invalid_request)));
}

TEST_F(SessionTest, FailsToBeginWhereThereIsNoRoom) {
  WorldModelOptions options;
  options.max_sessions = 1;
  environment = desk(context.get_executor(), options);
  const auto taken = WorldModel(environment->model).new_session();
  session = std::make_shared<Session>(context.get_executor(), environment);
  EXPECT_THAT(ask(initialize()), ::testing::HasSubstr(error(internal_error)));
  EXPECT_FALSE(session->initialized());
}

}  // namespace
}  // namespace wmh::mcp::testing
