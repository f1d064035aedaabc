#include "llm/answer_reader.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FailsWith;
using testing::IsOk;

/// A body that says "no" is a failure.
struct Decoder {
  int* decoded = nullptr;
  Retry retry = Retry::once;

  Outcome<std::string> operator()(const HttpResponse& response) const {
    ++*decoded;
    if (response.body != "no") return response.body;
    Failure failure{.kind = FailureKind::rate_limited, .retry = retry, .status = response.status};
    failure.retry_after = 7s;
    return failure;
  }
};

HttpOutcome answered(const CallOptions& options, std::string body) {
  HttpOutcome outcome;
  HttpResponse response{.status = 200, .headers = {}, .body = std::move(body)};
  outcome.advice = options.advise(response);
  outcome.response = std::move(response);
  return outcome;
}

TEST(AnswerReader, DecodesEachAnswerOnce) {
  int decoded = 0;
  CallOptions options;
  const auto reader = read_answers<std::string>(options, Decoder{&decoded});
  const HttpOutcome outcome = answered(options, "yes");
  EXPECT_EQ(outcome.advice.attempts, 1);
  const auto result = reader->result_of(outcome, "p");
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(*result, "yes");
  EXPECT_EQ(decoded, 1);
}

TEST(AnswerReader, AdvisesAsTheFailureSays) {
  const std::pair<Retry, int> table[] = {
      {Retry::never, 1}, {Retry::once, 2}, {Retry::yes, RetryAdvice::any_number}};
  for (const auto& [retry, attempts] : table) {
    int decoded = 0;
    CallOptions options;
    const auto reader = read_answers<std::string>(options, Decoder{&decoded, retry});
    const HttpOutcome outcome = answered(options, "no");
    EXPECT_EQ(outcome.advice.attempts, attempts);
    EXPECT_EQ(outcome.advice.wait, 7s);
  }
}

TEST(AnswerReader, ErrorsTellTheWaitOfHeadersAndWords) {
  int decoded = 0;
  CallOptions options;
  const auto reader = read_answers<std::string>(options, Decoder{&decoded});
  HttpOutcome outcome = answered(options, "no");
  outcome.advice.wait = 2s;
  const auto result = reader->result_of(outcome, "p");
  ASSERT_THAT(result, FailsWith(errc::rate_limited));
  EXPECT_EQ(result.error().retry_after(), 2s);
}

TEST(AnswerReader, TheLastAttemptCounts) {
  int decoded = 0;
  CallOptions options;
  const auto reader = read_answers<std::string>(options, Decoder{&decoded});
  answered(options, "no");
  HttpOutcome lost;
  lost.response = Error(errc::network, "lost");
  EXPECT_THAT(reader->result_of(lost, "p"), FailsWith(errc::network));
  EXPECT_THAT(reader->result_of(answered(options, "yes"), "p"), IsOk());
}

}  // namespace
}  // namespace wmh::detail
