#include "replay/corpus.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/run_task.hpp"
#include "support/temp_dir.hpp"
#include "support/traces.hpp"

namespace wmh::testing {
namespace {

class Corpus : public ::testing::Test {
 protected:
  TempDir folder_;
  std::filesystem::path file_ = folder_.write("traces.otel.jsonl", small_corpus(40));
};

TEST_F(Corpus, HasEachTraceOnTheSideOfItsSplit) {
  const SplitOptions split{.train = 0.5};
  const auto corpus = detail::load_corpus(file_, split, {}, {}).value();
  EXPECT_EQ(corpus.train.size() + corpus.held_out.size(), 40U);
  for (const Trace& each : corpus.train)
    EXPECT_EQ(part_of(each, split), Part::train);
  for (const Trace& each : corpus.held_out)
    EXPECT_EQ(part_of(each, split), Part::test);
}

TEST_F(Corpus, FailsWithoutItsFile) {
  EXPECT_THAT(detail::load_corpus(folder_ / "absent.jsonl", {}, {}, {}),
              FailsWith(errc::not_found));
}

TEST_F(Corpus, IsAnsweredFromByTheOfflinePredictorOrOneOfTheCallers) {
  auto train = detail::load_corpus(file_, {}, {}, {}).value().train;
  const Trace first = train.front();
  const auto offline = detail::predictor_from(std::move(train), {}).value();
  PredictionRequest request(first.steps.front().action);
  request.task = first.steps.front().task;
  const auto predicted = run(offline->predict(std::move(request)));
  ASSERT_THAT(predicted, IsOk());
  EXPECT_EQ(predicted->observation.content, first.steps.front().observation.content);

  std::size_t seen = 0;
  const auto own = detail::predictor_from({first}, [&](std::vector<Trace> traces) {
    seen = traces.size();
    return Result<std::shared_ptr<Predictor>>(offline);
  });
  EXPECT_EQ(own.value(), offline);
  EXPECT_EQ(seen, 1U);
}

}  // namespace
}  // namespace wmh::testing
