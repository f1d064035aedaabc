#include "judges/ask.hpp"

#include <wmh/judge.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_provider.hpp>

#include "support/run_task.hpp"

namespace wmh {
namespace {

using testing::completion;
using testing::FailsWith;
using testing::ScriptedProvider;

Result<Verdict> read_good(std::string_view reply) {
  if (reply == "good") return Verdict{1};
  return Error(errc::invalid_argument, "it is not good");
}

Result<Verdict> ask(const std::shared_ptr<ScriptedProvider>& provider, int attempts = 2) {
  CompletionRequest request("system", {{Role::user, "case"}});
  return testing::run(
      detail::ask_judge<Verdict>(provider, std::move(request), read_good, attempts));
}

std::shared_ptr<ScriptedProvider> playing(std::vector<Result<Completion>> script) {
  return std::make_shared<ScriptedProvider>(std::move(script));
}

Completion ended(std::string text, FinishReason finish) {
  Completion answer = completion(std::move(text));
  answer.finish = finish;
  return answer;
}

TEST(AskJudge, ARefusalIsInvalidAndNotRepeated) {
  Completion refused = ended("I cannot", FinishReason::refused);
  refused.refusal = "policy";
  for (const auto& provider :
       {playing({refused}), playing({Error(errc::provider_refused, "policy")})}) {
    const Verdict verdict = ask(provider).value();
    EXPECT_FALSE(verdict.valid);
    EXPECT_EQ(verdict.score, 0);
    EXPECT_THAT(verdict.critique, ::testing::HasSubstr("policy"));
    EXPECT_EQ(provider->requests().size(), 1U);
  }
}

TEST(AskJudge, OtherErrorsTravelUp) {
  for (const errc code : {errc::network, errc::unauthorized, errc::limit_reached, errc::cancelled,
                          errc::rate_limited, errc::timed_out}) {
    EXPECT_THAT(ask(playing({Error(code, "x")})), FailsWith(code));
    EXPECT_THAT(ask(playing({completion("bad"), Error(code, "x")})), FailsWith(code));
  }
}

TEST(AskJudge, ARefusedCorrectionKeepsTheUsage) {
  const Verdict verdict =
      ask(playing({completion("bad"), Error(errc::provider_refused, "no")})).value();
  EXPECT_FALSE(verdict.valid);
  EXPECT_EQ(verdict.usage, (TokenUsage{100, 10}));
  EXPECT_EQ(verdict.calls, 2);
}

TEST(AskJudge, AsksAsOftenAsItMay) {
  const auto once = playing({completion("bad"), completion("good")});
  const Verdict unread = ask(once, 1).value();
  EXPECT_FALSE(unread.valid);
  EXPECT_EQ(unread.calls, 1);
  EXPECT_EQ(once->requests().size(), 1U);
  const auto twice = playing({completion("bad"), completion("good")});
  const Verdict read = ask(twice, 2).value();
  EXPECT_TRUE(read.valid);
  EXPECT_EQ(read.calls, 2);
}

TEST(AskJudge, TheCorrectionFitsTheReply) {
  const auto provider = playing({ended("  ", FinishReason::length), completion("good")});
  EXPECT_TRUE(ask(provider).value().valid);
  const auto turns = provider->requests().at(1).messages;
  EXPECT_EQ(turns.at(1).content, "(no text)");
  EXPECT_THAT(turns.at(2).content, ::testing::HasSubstr("it is not good. The reply was cut off"));
}

TEST(ScriptedProvider, MayBeAFunction) {
  const auto provider = std::make_shared<ScriptedProvider>(
      [](const CompletionRequest& request) -> Result<Completion> {
        return completion(request.messages.back().content == "case" ? "bad" : "good");
      },
      "tiny");
  const Verdict verdict = ask(provider).value();
  EXPECT_TRUE(verdict.valid);
  EXPECT_EQ(verdict.model, "tiny");
}

}  // namespace
}  // namespace wmh
