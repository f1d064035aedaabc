#include "replay/replay.hpp"

#include <wmh/testing/matchers.hpp>

#include "replay/prefix.hpp"
#include "support/traces.hpp"

#include <numeric>

namespace wmh::testing {
namespace {

/// Answers with the number of steps before; fails as told, at first.
struct Flaky final : Predictor {
  Task<Prediction> predict(PredictionRequest request) override {
    const auto turn = request.history->size();
    if (const std::lock_guard lock(mutex); tries[{request.exclude_trace, turn}]++ < failures)
      co_return Error(code, "not now");
    Prediction prediction;
    prediction.observation.content = std::to_string(turn);
    co_return prediction;
  }
  std::mutex mutex{};
  std::map<std::pair<std::string, std::size_t>, int> tries{};
  int failures = 0;
  errc code = errc::network;
};

struct ReplayTest : ::testing::Test {
  std::vector<Trace> traces{small_trace(0), small_trace(1, 7), small_trace(2)};
  std::vector<detail::ReplayJob> jobs = all_turns();
  std::shared_ptr<Flaky> predictor = std::make_shared<Flaky>();

  std::vector<detail::ReplayJob> all_turns() {
    std::vector<detail::ReplayJob> all;
    for (const Trace& trace : traces) {
      std::vector<std::size_t> turns(trace.steps.size());
      std::iota(turns.begin(), turns.end(), std::size_t{0});
      all.push_back({&trace, std::move(turns)});
    }
    return all;
  }
  detail::ReplayOutcome play(detail::ReplayOptions options) {
    return detail::replay(predictor, make_exact_judge(), jobs, std::move(options));
  }
};

TEST_F(ReplayTest, GivesEachStepItsPrefixInOrder) {
  for (const std::size_t concurrency : {1U, 3U, 64U}) {
    const auto outcome = play({.concurrency = concurrency});
    ASSERT_EQ(outcome.results.size(), 15U);
    std::size_t at = 0;
    for (const Trace& trace : traces)
      for (std::size_t turn = 0; turn < trace.steps.size(); ++turn, ++at) {
        EXPECT_EQ(outcome.results[at].trace_id, trace.trace_id);
        EXPECT_EQ(outcome.results[at].predicted.content, std::to_string(turn));
      }
  }
}

TEST_F(ReplayTest, TriesAgainWhatMayPass) {
  predictor->failures = 1;
  const auto lucky = [&] {
    predictor->tries[{traces[0].trace_id, 0}] = 1;  // one success, or the round was in vain
  };
  lucky();
  EXPECT_EQ(play({.concurrency = 4, .rounds = 2}).results.size(), 15U);
  predictor->tries.clear();
  lucky();
  const auto once = play({.concurrency = 4, .rounds = 1});
  EXPECT_EQ(once.results.size(), 1U);
  EXPECT_EQ(once.failed.size(), 14U);
  EXPECT_EQ(once.failed.front().reason, "not now");
  EXPECT_FALSE(once.stopped);
}

TEST_F(ReplayTest, DoesNotTryAgainWhatCannotPass) {
  predictor->failures = 1;
  predictor->code = errc::provider_refused;
  predictor->tries[{traces[0].trace_id, 0}] = 1;
  const auto outcome = play({.concurrency = 4, .rounds = 3});
  EXPECT_EQ(outcome.failed.size(), 14U);
  EXPECT_EQ((predictor->tries[{traces[1].trace_id, 3}]), 1);
}

TEST_F(ReplayTest, ARoundInVainIsTheLast) {
  predictor->failures = 9;
  EXPECT_EQ(play({.concurrency = 4, .rounds = 5}).failed.size(), 15U);
  EXPECT_EQ((predictor->tries[{traces[1].trace_id, 3}]), 1);
}

TEST_F(ReplayTest, StopsWhereEveryStepWouldFail) {
  predictor->failures = 1;
  predictor->tries[{traces[0].trace_id, 0}] = 1;
  for (const errc code : {errc::unauthorized, errc::budget_spent, errc::cancelled}) {
    predictor->code = code;
    const auto outcome = play({.concurrency = 1, .rounds = 3});
    EXPECT_EQ(outcome.results.size(), 1U);
    EXPECT_TRUE(outcome.failed.empty());
    ASSERT_TRUE(outcome.stopped);
    EXPECT_EQ(outcome.stopped->code(), code);
    predictor->tries.clear();
    predictor->tries[{traces[0].trace_id, 0}] = 1;
  }
}

TEST_F(ReplayTest, AsksNothingThatIsKnownAndTellsWhatIsFinished) {
  detail::ReplayOptions options{.concurrency = 4};
  options.known = [](const Trace& trace, std::size_t turn) -> std::optional<StepResult> {
    if (turn > 1) return std::nullopt;
    StepResult result{trace.trace_id, turn, {}, trace.steps[turn].action};
    result.predicted.content = "known";
    return result;
  };
  std::size_t finished = 0;
  options.finished = [&](const StepResult& result) -> Result<Done> {
    EXPECT_NE(result.predicted.content, "known");
    ++finished;
    return Done{};
  };
  const auto outcome = play(std::move(options));
  EXPECT_EQ(outcome.results.size(), 15U);
  EXPECT_EQ(finished, 9U);
  EXPECT_EQ(outcome.results[1].predicted.content, "known");
}

TEST_F(ReplayTest, EndsWhenNothingCanBeKept) {
  detail::ReplayOptions options{.concurrency = 1};
  options.finished = [](const StepResult&) -> Result<Done> {
    return Error(errc::io, "disk full");
  };
  const auto outcome = play(std::move(options));
  ASSERT_TRUE(outcome.stopped);
  EXPECT_EQ(outcome.stopped->message(), "disk full");
  EXPECT_EQ(outcome.results.size(), 1U);
}

TEST(Prefix, LeavesWhatSomebodyHolds) {
  const Trace trace = small_trace(0), other = small_trace(1);
  detail::Prefix prefix;
  const auto two = prefix.before(trace, 2);
  EXPECT_EQ(prefix.before(trace, 3)->size(), 3U);
  EXPECT_EQ(two->size(), 2U);
  EXPECT_EQ(prefix.before(trace, 1)->size(), 1U);
  EXPECT_TRUE(prefix.before(other, 0)->empty());
}

}  // namespace
}  // namespace wmh::testing
