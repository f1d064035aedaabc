// The connection breaks after each byte of an answer: the call fails, or its second attempt gives
// the very completion; it never gives another.
#include <wmh/testing/matchers.hpp>

#include "support/dialect_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>

namespace wmh {
namespace {

using testing::Asked;
using testing::DialectClient;
using testing::Fault;
using testing::IsOk;
using testing::ProviderServer;
using testing::ProviderServerOptions;
using testing::Reply;

Reply reply_of(const Asked&) {
  Reply reply{.text = "größer \"🎈\""};
  reply.usage.input_tokens = 70;
  reply.usage.output_tokens = 12;
  return reply;
}

struct Speaker {
  const char* kind;
  const char* model;
  const char* name;
};

class FaultWalk : public ::testing::TestWithParam<Speaker> {
 protected:
  /// The first attempt of each call is cut.
  void start(int attempts) {
    ProviderServerOptions options;
    options.reply = reply_of;
    options.faults = [this](std::int64_t) {
      const std::int64_t bytes = cut_after_.exchange(-1);
      return bytes < 0 ? Fault() : Fault{Fault::Kind::cut, static_cast<std::size_t>(bytes)};
    };
    server_.emplace(std::move(options));
    detail::RetryPolicy policy;
    policy.attempts = attempts;
    policy.first_delay = std::chrono::milliseconds(0);
    client_.emplace(context_.get_executor(), *server_, GetParam().kind, GetParam().model, policy);
  }

  Result<Completion> ask(std::size_t cut_after) {
    cut_after_ = static_cast<std::int64_t>(cut_after);
    Result<Completion> outcome;
    CompletionRequest request("Be brief.", {{Role::user, "ping"}});
    asio::co_spawn(context_, client_->complete(std::move(request)),
                   [&](std::exception_ptr failure, Result<Completion> result) {
                     if (failure) std::rethrow_exception(failure);
                     outcome = std::move(result);
                     context_.stop();
                   });
    context_.restart();
    context_.run();
    return outcome;
  }

  void expect_whole(const Result<Completion>& completion) {
    ASSERT_THAT(completion, IsOk());
    EXPECT_EQ(completion->text, reply_of({}).text);
    EXPECT_EQ(completion->usage, reply_of({}).usage);
    EXPECT_EQ(to_string(completion->finish), "end");
    EXPECT_EQ(completion->model, GetParam().model);
  }

  std::size_t answer_size() {
    constexpr std::size_t all = 1'000'000;
    expect_whole(ask(all));
    return server_->counts().last_answer;
  }

  asio::io_context context_{1};
  std::atomic<std::int64_t> cut_after_ = -1;  ///< Of the next attempt.
  std::optional<ProviderServer> server_{};
  std::optional<DialectClient> client_{};
};

TEST_P(FaultWalk, OneAttemptIsNeverHalfASuccess) {
  start(1);
  const std::size_t size = answer_size();
  ASSERT_GT(size, 200U);
  for (std::size_t bytes = 0; bytes < size; ++bytes) {
    const auto completion = ask(bytes);
    ASSERT_FALSE(completion.has_value()) << bytes;
    EXPECT_EQ(completion.error().code(), errc::network) << completion.error().message();
  }
  expect_whole(ask(size));
}

TEST_P(FaultWalk, ASecondAttemptIsWhole) {
  start(2);
  std::size_t size = answer_size();
  for (std::size_t bytes = 0; bytes < size; ++bytes)
    expect_whole(ask(bytes));
  EXPECT_EQ(server_->counts().answered, static_cast<std::int64_t>(size));
}

INSTANTIATE_TEST_SUITE_P(Each, FaultWalk,
                         ::testing::Values(Speaker{"anthropic", "m", "anthropic"},
                                           Speaker{"openai", "m", "openai"},
                                           Speaker{"openai_responses", "m", "responses"},
                                           Speaker{"azure_openai", "m", "azure"},
                                           Speaker{"bedrock", "anthropic.claude-x", "claude"},
                                           Speaker{"bedrock", "m", "converse"}),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace wmh
