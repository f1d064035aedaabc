#include "llm/fallback_provider.hpp"

#include <wmh/testing/matchers.hpp>

#include "providers/failure.hpp"
#include "support/function_provider.hpp"
#include "support/run_task.hpp"

namespace wmh::testing {
namespace {

using detail::FallbackProvider;

/// Keeps "from to: message" of each fallback.
class Moves final : public Observer {
 public:
  void on_event(const Event& event) noexcept override {
    EXPECT_EQ(event.name, "wmh.provider.fallback");
    EXPECT_EQ(event.severity, Severity::warning);
    const auto text = [&](std::size_t i) {
      return std::string(std::get<std::string_view>(event.fields[i].value));
    };
    seen.push_back(text(0) + " " + text(1) + ": " + text(2));
  }
  std::vector<std::string> seen{};
};

FunctionProvider::Answer fails(Error error) {
  return [error](const CompletionRequest&) -> Result<Completion> {
    return error;
  };
}

FunctionProvider::Answer answers(std::string model) {
  return [model](const CompletionRequest&) {
    return completion_of(model, 1, 1);
  };
}

/// Two providers, of which the first does what a test says, at a time that a test sets.
struct Chain {
  std::shared_ptr<Moves> moves = std::make_shared<Moves>();
  FunctionProvider::Answer answer{};
  FallbackProvider::Clock::time_point now{};
  std::shared_ptr<FunctionProvider> first = std::make_shared<FunctionProvider>(
      "one", [this](const CompletionRequest& request) { return answer(request); });
  std::shared_ptr<FunctionProvider> second =
      std::make_shared<FunctionProvider>("two", answers("two"));
  FallbackProvider provider{{first, second}, moves, [this] {
                              return now;
                            }};

  Result<Completion> ask() { return run(provider.complete(ping())); }
};

TEST(FallbackProvider, AsksTheFirst) {
  Chain chain{.answer = answers("one")};
  EXPECT_EQ(chain.ask()->model, "one");
  EXPECT_EQ(chain.second->asked(), 0);
  EXPECT_EQ(chain.provider.model(), "one");
  EXPECT_TRUE(chain.moves->seen.empty());
}

TEST(FallbackProvider, MovesOnWhereAnotherMayAnswer) {
  const std::pair<errc, bool> table[] = {
      {errc::internal, false},
      {errc::invalid_argument, false},
      {errc::not_found, true},
      {errc::corrupt_artifact, false},
      {errc::bad_trace, false},
      {errc::session_busy, false},
      {errc::cancelled, false},
      {errc::timed_out, true},
      {errc::network, true},
      {errc::unauthorized, true},
      {errc::rate_limited, true},
      {errc::provider_refused, true},
      {errc::limit_reached, false},
      {errc::io, false},
      {errc::provider_unavailable, true},
  };
  for (const auto& [code, moves] : table) {
    Chain chain{.answer = fails(Error(code, "no"))};
    const auto completion = chain.ask();
    EXPECT_EQ(chain.second->asked(), moves ? 1 : 0) << make_error_code(code).message();
    if (moves) {
      ASSERT_THAT(completion, IsOk());
      EXPECT_EQ(completion->model, "two");
      EXPECT_THAT(chain.moves->seen, ::testing::ElementsAre("one two: no"));
    } else {
      EXPECT_THAT(completion, FailsWith(code));
      EXPECT_TRUE(chain.moves->seen.empty());
    }
  }
}

TEST(FallbackProvider, GivesTheErrorOfTheLast) {
  const auto first = std::make_shared<FunctionProvider>("one", fails({errc::network, "down"}));
  const auto second =
      std::make_shared<FunctionProvider>("two", fails({errc::rate_limited, "slow"}));
  EXPECT_THAT(run(make_fallback_provider({first, second})->complete(ping())),
              FailsWith(errc::rate_limited));
  EXPECT_THAT(run(make_fallback_provider({first})->complete(ping())), FailsWith(errc::network));
}

TEST(FallbackProvider, LetsAProviderRestThatCannotAnswerSoon) {
  const detail::Failure spent{.kind = detail::FailureKind::quota_exhausted, .status = 429};
  const std::pair<Error, bool> table[] = {
      {Error(errc::unauthorized, "no such key"), true},
      {detail::to_error(spent, "openai"), true},
      {Error(errc::provider_refused, "openai: refused; change the prompt"), false},
      {Error(errc::rate_limited, "slow down"), false},
      {Error(errc::network, "gone"), false},
  };
  for (const auto& [error, rests] : table) {
    Chain chain{.answer = fails(error)};
    EXPECT_THAT(chain.ask(), IsOk());
    EXPECT_EQ(chain.first->asked(), 1);
    chain.now += std::chrono::seconds(59);
    EXPECT_THAT(chain.ask(), IsOk());
    EXPECT_EQ(chain.first->asked(), rests ? 1 : 2) << error.message();
    chain.now += std::chrono::seconds(2);
    EXPECT_THAT(chain.ask(), IsOk());
    EXPECT_EQ(chain.first->asked(), rests ? 2 : 3) << error.message();
  }
}

TEST(FallbackProvider, AsksAProviderThatRestsBeforeItGivesUp) {
  int asked = 0;
  const auto second = std::make_shared<FunctionProvider>(
      "two", [&](const CompletionRequest&) -> Result<Completion> {
        return Error(errc::network, "down " + std::to_string(++asked));
      });
  FunctionProvider::Answer now_fails = fails({errc::unauthorized, "expired"});
  const auto moody = std::make_shared<FunctionProvider>(
      "moody", [&](const CompletionRequest& request) { return now_fails(request); });
  FallbackProvider provider({moody, second}, nullptr);
  EXPECT_THAT(run(provider.complete(ping())), FailsWith(errc::network));
  now_fails = answers("moody");
  EXPECT_THAT(run(provider.complete(ping())), IsOk()) << "the other failed";
  EXPECT_EQ(asked, 2);
  EXPECT_THAT(run(provider.complete(ping())), IsOk());
  EXPECT_EQ(asked, 2) << "one that has answered is first again";
}

}  // namespace
}  // namespace wmh::testing
