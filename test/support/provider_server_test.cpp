#include "support/provider_server.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/ask.hpp"
#include "support/http_desk.hpp"

#include <thread>

namespace wmh::testing {
namespace {

TEST(ProviderServer, AnswersAndTellsWhatWasAsked) {
  for (const bool tls : {false, true}) {
    ProviderServerOptions options;
    options.tls = tls;
    options.reply = [](const Asked& asked) {
      return Reply{.text = asked.messages.at(0).content + "!"};
    };
    const ProviderServer server(options);
    const auto completion = ask_once(server.provider("anthropic", "m-7"));
    ASSERT_THAT(completion, IsOk());
    EXPECT_EQ(completion->text, "ping!");
    ASSERT_EQ(server.asked().size(), 1U);
    EXPECT_EQ(server.asked()[0].model, "m-7");
    EXPECT_EQ(server.counts().calls, 1);
    EXPECT_EQ(server.counts().answered, 1);
    EXPECT_EQ(server.counts().most_in_flight, 1);
  }
}

TEST(ProviderServer, KeepsTheReasonsOfRefusals) {
  const ProviderServer server;
  ProviderOptions options = server.provider("anthropic");
  options.environment["ANTHROPIC_API_KEY"] = "another-key";
  EXPECT_THAT(ask_once(options), MessageHas("the key is missing or wrong"));
  EXPECT_EQ(server.refusals(), std::vector<std::string>{"the key is missing or wrong"});
  EXPECT_EQ(server.counts().refused, 1);
  EXPECT_TRUE(server.asked().empty());
}

TEST(ProviderServer, RefusesOtherMethods) {
  const ProviderServer server;
  HttpDesk desk;
  auto request = HttpDesk::request_for(server.origin() + "/v1/messages");
  request.method = "GET";
  const auto outcome = desk.run(desk.client->send(request, {}));
  ASSERT_THAT(outcome.response, IsOk());
  EXPECT_EQ(outcome.response->status, 400);
  EXPECT_EQ(server.refusals(), std::vector<std::string>{"method is not POST"});
}

TEST(ProviderServer, FaultsBefallTheCallsTheyAreMeantFor) {
  const std::pair<Fault, std::int64_t ServerCounts::*> table[] = {
      {{Fault::Kind::reset}, &ServerCounts::reset},
      {{Fault::Kind::too_many_requests}, &ServerCounts::too_many_requests},
      {{Fault::Kind::server_error}, &ServerCounts::server_errors},
      {{Fault::Kind::cut, 40}, &ServerCounts::cut}};
  for (const auto& [fault, count] : table) {
    ProviderServerOptions options;
    options.faults = [fault = fault](std::int64_t call) {
      return call == 0 ? fault : Fault();
    };
    const ProviderServer server(options);
    EXPECT_THAT(ask_once(server.provider("openai")), IsOk());
    const ServerCounts counts = server.counts();
    EXPECT_EQ(counts.calls, 2);
    EXPECT_EQ(counts.*count, 1);
    EXPECT_EQ(counts.answered, 1);
  }
}

TEST(ProviderServer, DelaysAnswers) {
  ProviderServerOptions options;
  options.delay = std::chrono::milliseconds(50);
  const ProviderServer server(options);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(ask_once(server.provider("bedrock")), IsOk());
  EXPECT_GE(std::chrono::steady_clock::now() - start, options.delay);
}

TEST(ProviderServer, ServesManyAtOnce) {
  constexpr int calls = 500;
  ProviderServerOptions options;
  options.delay = std::chrono::milliseconds(200);
  const ProviderServer server(options);
  ProviderOptions asking = server.provider("openai");
  asking.calls_in_flight = calls;
  asio::io_context context(1);
  const auto provider = make_provider(context.get_executor(), asking).value();
  int good = 0;
  for (int i = 0; i < calls; ++i)
    asio::co_spawn(context, provider->complete(CompletionRequest("", {{Role::user, "ping"}})),
                   [&](std::exception_ptr, Result<Completion> result) {
                     good += result.has_value();
                     if (good == calls) context.stop();
                   });
  context.run_for(std::chrono::seconds(60));
  EXPECT_EQ(good, calls);
  EXPECT_EQ(server.counts().calls, calls);
  EXPECT_GT(server.counts().most_in_flight, calls / 4);
  EXPECT_GE(server.counts().most_open, server.counts().most_in_flight);
}

TEST(RandomFaults, AreAsLikelyAsTheyShouldBeAndRepeatable) {
  const FaultRates rates{.reset = 0.1, .too_many_requests = 0.2, .server_error = 0.3, .cut = 0.1};
  const auto first = random_faults(rates, 7);
  const auto second = random_faults(rates, 7);
  std::map<Fault::Kind, int> counts;
  for (int call = 0; call < 10'000; ++call) {
    const Fault fault = first(call);
    ++counts[fault.kind];
    EXPECT_EQ(fault.kind, second(call).kind);
  }
  EXPECT_NEAR(counts[Fault::Kind::reset], 1000, 150);
  EXPECT_NEAR(counts[Fault::Kind::too_many_requests], 2000, 200);
  EXPECT_NEAR(counts[Fault::Kind::server_error], 3000, 200);
  EXPECT_NEAR(counts[Fault::Kind::cut], 1000, 150);
  EXPECT_NEAR(counts[Fault::Kind::none], 3000, 200);
}

}  // namespace
}  // namespace wmh::testing
