#include "mcp/json_rpc.hpp"

#include <gtest/gtest.h>

namespace wmh::mcp {
namespace {

struct Case {
  std::string_view text;
  Message::Kind kind;
  int code = 0;
  std::string_view id = "null";
};

TEST(JsonRpc, TellsTheKindsOfMessages) {
  using Kind = Message::Kind;
  const Case cases[] = {
      {R"({"jsonrpc":"2.0","id":1,"method":"ping"})", Kind::request, 0, "1"},
      {R"({"jsonrpc":"2.0","id":"a","method":"ping","params":null})", Kind::request, 0, "\"a\""},
      {R"({"jsonrpc":"2.0","id":"a","method":"ping","params":{}})", Kind::request, 0, "\"a\""},
      {R"({"jsonrpc":"2.0","method":"x"})", Kind::notification},
      {R"({"jsonrpc":"2.0","method":"x","params":[1]})", Kind::notification},
      {R"({"jsonrpc":"2.0","id":1,"result":{}})", Kind::response, 0, "1"},
      {R"({"jsonrpc":"2.0","id":null,"error":{}})", Kind::response},
      {"{", Kind::invalid, parse_error},
      {"", Kind::invalid, parse_error},
      {R"({"jsonrpc":"2.0","id":1,"method":"x","params":{"n":1e400}})", Kind::invalid, parse_error},
      {"1", Kind::invalid, invalid_request},
      {"[]", Kind::invalid, invalid_request},
      {"{}", Kind::invalid, invalid_request},
      {R"({"jsonrpc":"1.0","id":1,"method":"x"})", Kind::invalid, invalid_request, "1"},
      {R"({"jsonrpc":"2.0","id":1})", Kind::invalid, invalid_request, "1"},
      {R"({"jsonrpc":"2.0","id":1,"method":3})", Kind::invalid, invalid_request, "1"},
      {R"({"jsonrpc":"2.0","id":1.5,"method":"x"})", Kind::invalid, invalid_request},
      {R"({"jsonrpc":"2.0","id":null,"method":"x"})", Kind::invalid, invalid_request},
      {R"({"jsonrpc":"2.0","id":1,"method":"x","params":[1]})", Kind::invalid, invalid_params, "1"},
  };
  for (const Case& each : cases) {
    const Incoming incoming = read_incoming(each.text);
    ASSERT_EQ(incoming.messages.size(), 1U) << each.text;
    EXPECT_FALSE(incoming.batch);
    const Message& message = incoming.messages.front();
    EXPECT_EQ(message.kind, each.kind) << each.text;
    EXPECT_EQ(message.code, each.code) << each.text;
    EXPECT_EQ(to_text(message.id), each.id) << each.text;
    EXPECT_EQ(incoming.wants_answer(),
              each.kind == Message::Kind::request || each.kind == Message::Kind::invalid);
  }
}

TEST(JsonRpc, AnErrorThatQuotesWhatIsNoUtf8IsJson) {
  EXPECT_EQ(rpc_error(1, internal_error, "t.\xff").at("error").at("message"), "t.\uFFFD");
}

TEST(JsonRpc, ReadsBatches) {
  const Incoming incoming =
      read_incoming(R"([{"jsonrpc":"2.0","method":"x"},1,{"jsonrpc":"2.0","id":2,"method":"y"}])");
  EXPECT_TRUE(incoming.batch);
  ASSERT_EQ(incoming.messages.size(), 3U);
  EXPECT_EQ(incoming.messages[1].kind, Message::Kind::invalid);
  EXPECT_EQ(incoming.messages[2].method, "y");
}

}  // namespace
}  // namespace wmh::mcp
