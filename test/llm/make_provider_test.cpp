#include <wmh/provider.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/ask.hpp"
#include "support/fault_server.hpp"
#include "support/provider_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

namespace wmh {
namespace {

using testing::ask_once;
using testing::FailsWith;
using testing::FaultServer;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::MessageHas;
using testing::Peer;

constexpr std::string_view chat_answer =
    R"({"model":"m-1","choices":[{"message":{"content":"{}"},"finish_reason":"stop"}]})";

ProviderOptions options_for(const FaultServer& server) {
  ProviderOptions options;
  options.kind = "openai";
  options.model = "m-1";
  options.base_url = server.url("/v1");
  return options;
}

/// The request that a provider with these options sends.
std::string sent_with(void (*change)(ProviderOptions&)) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.reply(chat_answer);
  });
  ProviderOptions options = options_for(server);
  change(options);
  CompletionRequest request("Be brief.", {{Role::user, "ping"}});
  request.schema = json::object{{"type", "object"}};
  EXPECT_THAT(ask_once(options, std::move(request)), IsOk());
  return server.requests().at(0);
}

TEST(MakeProvider, OptionsReachTheRequest) {
  EXPECT_THAT(sent_with([](ProviderOptions& options) { options.reasoning_effort = "low"; }),
              HasSubstr(R"("reasoning_effort":"low")"));
  EXPECT_THAT(sent_with([](ProviderOptions& options) { options.token_field = "max_tokens"; }),
              HasSubstr(R"("max_tokens":8192)"));
  EXPECT_THAT(
      sent_with([](ProviderOptions& options) { options.token_field = "max_completion_tokens"; }),
      HasSubstr(R"("max_completion_tokens":8192)"));
  EXPECT_THAT(sent_with([](ProviderOptions& options) { options.schema_mode = "json_object"; }),
              HasSubstr(R"("type":"json_object")"));
}

TEST(MakeProvider, UnknownWordsAreRefused) {
  FaultServer server([](Peer&) {});
  for (auto member : {&ProviderOptions::token_field, &ProviderOptions::schema_mode,
                      &ProviderOptions::prompt_cache, &ProviderOptions::kind}) {
    ProviderOptions options = options_for(server);
    options.*member = "nonsense";
    EXPECT_THAT(ask_once(options), MessageHas("nonsense"));
  }
}

TEST(MakeProvider, NumbersThatLetNothingThroughAreRefused) {
  ProviderOptions options;
  options.attempts = 0;
  EXPECT_THAT(ask_once(options), MessageHas("attempts"));
  options.attempts = 1;
  options.calls_in_flight = 0;
  EXPECT_THAT(ask_once(options), MessageHas("calls_in_flight"));
  options.calls_in_flight = 1;
  options.time_limit = std::chrono::milliseconds(0);
  EXPECT_THAT(ask_once(options), MessageHas("time_limit"));
}

TEST(MakeProvider, AttemptsAreCounted) {
  for (const int attempts : {1, 2, 4}) {
    FaultServer server([](Peer& peer) {
      while (!peer.read_request().empty())
        if (!peer.write("HTTP/1.1 503 x\r\nretry-after-ms: 1\r\nContent-Length: 0\r\n\r\n")) return;
    });
    ProviderOptions options = options_for(server);
    options.attempts = attempts;
    EXPECT_THAT(ask_once(options), FailsWith(errc::provider_unavailable));
    EXPECT_EQ(server.requests().size(), static_cast<std::size_t>(attempts));
  }
}

/// Each asks once, all at the same time.
void ask_together(asio::io_context& context, Provider& provider, int count) {
  for (int i = 0; i < count; ++i)
    asio::co_spawn(context, provider.complete(CompletionRequest("", {{Role::user, "ping"}})),
                   [](std::exception_ptr failure, const Result<Completion>& answer) {
                     EXPECT_FALSE(failure);
                     EXPECT_THAT(answer, IsOk());
                   });
  context.restart();
  context.run();
}

TEST(MakeProvider, ConnectionsOfCallsThatWereMadeAtOnceAreKept) {
  testing::ProviderServerOptions slow;
  slow.delay = std::chrono::milliseconds(50);
  const testing::ProviderServer server(slow);
  ProviderOptions options = server.provider("openai");
  options.calls_in_flight = 40;
  asio::io_context context(1);
  const auto provider = make_provider(context.get_executor(), options).value();
  ask_together(context, *provider, 40);
  ask_together(context, *provider, 40);
  EXPECT_EQ(server.counts().most_in_flight, 40);
  EXPECT_EQ(server.counts().connections, 40);
}

}  // namespace
}  // namespace wmh
