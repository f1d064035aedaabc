#include "llm/remote_provider.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/ask.hpp"
#include "support/event_log.hpp"
#include "support/fault_server.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh {
namespace {

using testing::ask_once;
using testing::EventLog;
using testing::FailsWith;
using testing::FaultServer;
using testing::IsOk;
using testing::KeptEvent;
using testing::MessageHas;
using testing::Peer;

constexpr std::string_view chat_answer =
    R"({"model":"m-1","choices":[{"message":{"content":"pong"},"finish_reason":"stop"}],)"
    R"("usage":{"prompt_tokens":7,"completion_tokens":2}})";
constexpr std::string_view messages_answer =
    R"({"model":"claude-x","content":[{"type":"text","text":"pong"}],"stop_reason":"end_turn",)"
    R"("usage":{"input_tokens":7,"output_tokens":2}})";

bool answer(Peer& peer, int status, std::string_view body, std::string_view headers = "") {
  return peer.write(fmt::format("HTTP/1.1 {} x\r\nContent-Length: {}\r\n{}\r\n{}", status,
                                body.size(), headers, body));
}

ProviderOptions options_for(const FaultServer& server, const char* kind = "openai") {
  ProviderOptions options;
  options.kind = kind;
  options.model = "m-1";
  options.base_url = server.url("/v1");
  return options;
}

TEST(RemoteProvider, AnswersThroughACompatibleServer) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply(chat_answer);
  });
  const auto completion = ask_once(options_for(server));
  ASSERT_THAT(completion, IsOk());
  EXPECT_EQ(completion->text, "pong");
  EXPECT_EQ(completion->model, "m-1");
  EXPECT_EQ(completion->usage.input_tokens, 7);
  EXPECT_THAT(server.requests().at(0), ::testing::HasSubstr("POST /v1/chat/completions HTTP/1.1"));
}

TEST(RemoteProvider, SpeaksTheDialectOfItsKind) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply(messages_answer);
  });
  ProviderOptions options = options_for(server, "anthropic");
  options.base_url.clear();
  options.environment = {{"ANTHROPIC_BASE_URL", server.url("")}, {"ANTHROPIC_API_KEY", "sk-test"}};
  const auto completion = ask_once(options);
  ASSERT_THAT(completion, IsOk());
  EXPECT_EQ(completion->text, "pong");
  EXPECT_THAT(server.requests().at(0), ::testing::HasSubstr("x-api-key: sk-test"));
}

TEST(RemoteProvider, AsksAgainWhereThatMayHelp) {
  const std::pair<int, std::string_view> table[] = {
      {503, R"({"error":{"message":"busy"}})"},
      {429, R"({"error":{"message":"slow down"}})"},
      {200, "<html>a gateway's page</html>"},
  };
  for (const auto& [status, body] : table) {
    FaultServer server([status = status, body = body](Peer& peer) {
      bool first = peer.number == 0;
      while (!peer.read_request().empty()) {
        if (first ? !answer(peer, status, body, "retry-after-ms: 1\r\n") : !peer.reply(chat_answer))
          return;
        first = false;
      }
    });
    EXPECT_THAT(ask_once(options_for(server)), IsOk()) << status;
    EXPECT_EQ(server.requests().size(), 2U) << status;
  }
}

TEST(RemoteProvider, DoesNotAskAgainInVain) {
  struct {
    int status;
    std::string_view body;
    errc code;
  } table[] = {
      {401, R"({"error":{"message":"no such key"}})", errc::unauthorized},
      {429, R"({"error":{"message":"m","code":"insufficient_quota"}})", errc::provider_refused},
      {400, R"({"error":{"message":"bad temperature"}})", errc::provider_refused},
  };
  for (const auto& [status, body, code] : table) {
    FaultServer server([status = status, body = body](Peer& peer) {
      peer.read_request();
      answer(peer, status, body);
    });
    EXPECT_THAT(ask_once(options_for(server)), FailsWith(code)) << status;
    EXPECT_EQ(server.requests().size(), 1U) << status;
  }
}

TEST(RemoteProvider, WaitsAsProseAsksAndTellsIt) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    answer(peer, 429, R"({"error":{"code":"429","message":"Please retry after 120ms."}})");
    peer.read_request();
    peer.reply(chat_answer);
  });
  ProviderOptions options = options_for(server);
  const auto log = std::make_shared<EventLog>();
  options.observer = log;
  EXPECT_THAT(ask_once(options), IsOk());
  ASSERT_FALSE(log->events().empty());
  const KeptEvent event = log->events()[0];
  EXPECT_EQ(event.name, "wmh.provider.wait");
  EXPECT_EQ(event.fields.at("seconds"), KeptEvent::Value(0.12));
  EXPECT_EQ(event.fields.at("status"), KeptEvent::Value(std::int64_t{429}));
  EXPECT_EQ(event.fields.at("origin"), KeptEvent::Value(server.url("")));
}

TEST(RemoteProvider, Case63SomeFailuresAreAskedAgainOnce) {
  FaultServer server([](Peer& peer) {
    while (!peer.read_request().empty())
      if (!answer(peer, 408, R"({"message":"m"})",
                  "x-amzn-errortype: ModelTimeoutException\r\nretry-after-ms: 1\r\n"))
        return;
  });
  ProviderOptions options = options_for(server);
  options.attempts = 5;
  EXPECT_THAT(ask_once(options), FailsWith(errc::provider_unavailable));
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(RemoteProvider, NamesWhatIsMissing) {
  ProviderOptions options;
  options.kind = "anthropic";
  EXPECT_THAT(ask_once(options), MessageHas("ANTHROPIC_API_KEY"));
  options.kind = "nobody";
  EXPECT_THAT(ask_once(options), FailsWith(errc::invalid_argument));
}

TEST(RemoteProvider, SignsForBedrockAnewEachTime) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    answer(peer, 503, R"({"message":"busy"})", "retry-after-ms: 1100\r\nConnection: close\r\n");
  });
  ProviderOptions options;
  options.kind = "bedrock";
  options.model = "anthropic.claude-x-v1:0";
  options.environment = {{"AWS_ENDPOINT_URL_BEDROCK_RUNTIME", server.url("")},
                         {"AWS_REGION", "us-east-1"},
                         {"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
                         {"AWS_SECRET_ACCESS_KEY", "topsecret"}};
  EXPECT_THAT(ask_once(options), FailsWith(errc::provider_unavailable));
  const auto requests = server.requests();
  ASSERT_GE(requests.size(), 2U);
  const auto date_of = [](const std::string& request) {
    const std::size_t at = request.find("x-amz-date: ");
    return at == std::string::npos ? std::string() : request.substr(at, 28);
  };
  EXPECT_NE(date_of(requests[0]), "");
  EXPECT_NE(date_of(requests[0]), date_of(requests[1]));
  for (const std::string& request : requests) {
    EXPECT_THAT(request, ::testing::HasSubstr("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
    EXPECT_THAT(request, ::testing::Not(::testing::HasSubstr("topsecret")));
  }
}

TEST(RemoteProvider, ErrorsHoldNoKey) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    answer(peer, 401, R"({"error":{"message":"Incorrect API key provided: sk-verysecretkey1"}})");
  });
  ProviderOptions options = options_for(server);
  options.environment = {{"WMH_ENDPOINT_API_KEY", "sk-verysecretkey1"}};
  const auto completion = ask_once(options);
  ASSERT_THAT(completion, FailsWith(errc::unauthorized));
  EXPECT_EQ(completion.error().message().find("verysecret"), std::string::npos);
}

TEST(ProcessEnvironment, HasWhatTheProcessHas) {
  EXPECT_FALSE(process_environment().empty());
  EXPECT_TRUE(process_environment().contains("PATH"));
}

TEST(CostInUsd, IsNotKnownForAnyModel) {
  EXPECT_EQ(cost_in_usd("no-such-model", {}), std::nullopt);
}

}  // namespace
}  // namespace wmh
