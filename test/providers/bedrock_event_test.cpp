#include "providers/bedrock_event.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

EventStreamMessage message(std::initializer_list<std::pair<std::string, std::string>> headers,
                           std::string payload = "") {
  EventStreamMessage made;
  for (const auto& [name, value] : headers)
    made.headers.push_back({name, value});
  made.payload = std::move(payload);
  return made;
}

TEST(BedrockEvent, Events) {
  const auto event = read_event(
      message({{":message-type", "event"}, {":event-type", "messageStop"}}, "{}"), Secret());
  ASSERT_TRUE(event);
  EXPECT_EQ(event->type, "messageStop");
  EXPECT_EQ(event->payload, "{}");
}

TEST(BedrockEvent, ExceptionsInsideAStream) {
  struct Case {
    std::string type;
    FailureKind kind;
    Retry retry;
  };
  const Case cases[] = {
      {"internalServerException", FailureKind::server, Retry::yes},
      {"modelStreamErrorException", FailureKind::server, Retry::once},
      {"validationException", FailureKind::bad_request, Retry::never},
      {"throttlingException", FailureKind::rate_limited, Retry::yes},
      {"serviceUnavailableException", FailureKind::overloaded, Retry::yes},
      {"modelTimeoutException", FailureKind::server, Retry::once},
      {"somethingNewException", FailureKind::server, Retry::yes},
  };
  for (const Case& each : cases) {
    const auto event =
        read_event(message({{":message-type", "exception"}, {":exception-type", each.type}},
                           R"({"message":"why","originalStatusCode":424})"),
                   Secret());
    ASSERT_FALSE(event) << each.type;
    EXPECT_EQ(to_string(event.failure().kind), to_string(each.kind)) << each.type;
    EXPECT_EQ(event.failure().retry, each.retry) << each.type;
    EXPECT_EQ(event.failure().code, each.type);
    EXPECT_EQ(event.failure().message, "why");
  }
}

TEST(BedrockEvent, ErrorsAndStrangers) {
  const auto error = read_event(message({{":message-type", "error"},
                                         {":error-code", "InternalError"},
                                         {":error-message", "boom key-123"}}),
                                Secret("key-123"));
  ASSERT_FALSE(error);
  EXPECT_EQ(error.failure().kind, FailureKind::server);
  EXPECT_EQ(error.failure().message, "boom ***");
  for (const std::string kind : {"", "greeting"}) {
    const auto stranger = read_event(message({{":message-type", kind}}), Secret());
    ASSERT_FALSE(stranger);
    EXPECT_EQ(stranger.failure().kind, FailureKind::malformed);
  }
}

}  // namespace
}  // namespace wmh::detail
