// Many calls at once to a server in trouble: each gets the answer to its own question, or an error.
#include "support/dialect_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace wmh {
namespace {

using testing::Asked;
using testing::DialectClient;
using testing::ProviderServer;
using testing::ProviderServerOptions;
using testing::Reply;
using testing::ServerCounts;

constexpr int calls = 200;
constexpr std::int64_t at_once = 32;

Reply echo(const Asked& asked) {
  return {.text = asked.messages.at(0).content + " again"};
}

struct Storm {
  std::string_view kind;
  std::string model;
  bool tls;
};

/// How many of the calls were answered; wrong answers are failures of the test.
int answered(const Storm& storm, const ProviderServer& server) {
  asio::io_context context(1);
  detail::RetryPolicy policy;
  policy.attempts = 50;  // Bad luck alone shall end no call.
  policy.first_delay = std::chrono::milliseconds(1);
  DialectClient client(context.get_executor(), server, storm.kind, storm.model, policy, at_once);
  int good = 0;
  int ended = 0;
  for (int i = 0; i < calls; ++i) {
    const std::string question = std::to_string(i);
    asio::co_spawn(context, client.complete(CompletionRequest("", {{Role::user, question}})),
                   [&, question](std::exception_ptr failure, Result<Completion> result) {
                     EXPECT_FALSE(failure);
                     good += result.has_value();
                     EXPECT_EQ(result ? result->text : result.error().message(),
                               question + " again");
                     if (++ended == calls) context.stop();
                   });
  }
  context.run();
  return good;
}

TEST(Storm, EachGetsTheAnswerToItsOwnQuestion) {
  const Storm storms[] = {{"anthropic", "m", false},
                          {"openai", "m", true},
                          {"openai_responses", "m", false},
                          {"azure_openai", "m", true},
                          {"bedrock", "anthropic.claude-x", false},
                          {"bedrock", "amazon.nova", true}};
  for (const Storm& storm : storms) {
    SCOPED_TRACE(storm.kind);
    ProviderServerOptions options;
    options.reply = echo;
    options.tls = storm.tls;
    options.faults = testing::random_faults(
        {.reset = 0.05, .too_many_requests = 0.05, .server_error = 0.05, .cut = 0.05}, 42);
    const ProviderServer server(options);
    const int good = answered(storm, server);
    const ServerCounts counts = server.counts();
    EXPECT_EQ(good, calls);
    EXPECT_EQ(counts.answered, good);
    EXPECT_EQ(counts.calls, counts.answered + counts.reset + counts.too_many_requests +
                                counts.server_errors + counts.cut);
    EXPECT_GT(counts.reset * counts.too_many_requests * counts.server_errors * counts.cut, 0);
    EXPECT_LE(counts.most_in_flight, at_once);
  }
}

}  // namespace
}  // namespace wmh
