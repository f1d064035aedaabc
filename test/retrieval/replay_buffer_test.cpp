#include <wmh/retriever.hpp>
#include <wmh/testing/matchers.hpp>

#include "retrieval/step_lines.hpp"
#include "support/run_task.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

namespace wmh::testing {
namespace {

RecordedStep recorded(std::string trace, std::size_t index, std::string tool, std::string answer) {
  RecordedStep step{Step{Action::tool_call(std::move(tool), {{"n", index}})}};
  step.step.observation.content = std::move(answer);
  step.trace_id = std::move(trace);
  step.index = index;
  return step;
}

RetrievalQuery like(const RecordedStep& step, std::size_t k, std::string exclude = {}) {
  return {step.step.state_before, step.step.action, k, std::move(exclude)};
}

std::shared_ptr<ReplayBuffer> small_buffer() {
  auto log = std::make_shared<StepLog>();
  for (std::size_t i = 0; i < 400; ++i)
    log->add(recorded(i % 2 == 0 ? "even" : "odd", i, "tool" + std::to_string(i % 7), "ok"));
  auto buffer = std::make_shared<ReplayBuffer>(make_hashing_embedder(64), log);
  EXPECT_THAT(run(buffer->index()), IsOk());
  return buffer;
}

TEST(ReplayBuffer, FindsAStepByItself) {
  const auto buffer = small_buffer();
  const auto demos = run(buffer->top_k(like(recorded("even", 8, "tool1", ""), 3))).value();
  ASSERT_EQ(demos.size(), 3U);
  EXPECT_NEAR(demos[0].score, 1, 1e-6);
  EXPECT_EQ(demos[0].recorded->index, 8U);
}

TEST(ReplayBuffer, NeverReturnsTheExcludedTrace) {
  const auto buffer = small_buffer();
  const auto demos = run(buffer->top_k(like(recorded("even", 8, "tool1", ""), 50, "even"))).value();
  ASSERT_EQ(demos.size(), 50U);
  for (const Demo& demo : demos)
    EXPECT_EQ(demo.recorded->trace_id, "odd");
}

TEST(ReplayBuffer, MakesAnAddedStepRetrievable) {
  const auto buffer = small_buffer();
  ASSERT_THAT(run(buffer->add(recorded("new", 9999, "fresh_tool", "hi"))), IsOk());
  const auto demos = run(buffer->top_k(like(recorded("new", 9999, "fresh_tool", ""), 1))).value();
  EXPECT_EQ(demos.at(0).recorded->step.observation.content, "hi");
  EXPECT_EQ(buffer->size(), 401U);
}

TEST(ReplayBuffer, SavesAndOpens) {
  TempDir folder;
  std::string lines;
  for (std::size_t i = 0; i < 100; ++i)
    detail::append_step_line(lines, recorded("t", i, "tool", "\xe2\x80\xa8 caf\xc3\xa9"));
  const auto steps = folder.write("steps.jsonl", lines);
  const auto log = StepLog::open(steps).value();
  ReplayBuffer built(make_hashing_embedder(64), log);
  ASSERT_THAT(run(built.index()), IsOk());
  ASSERT_THAT(built.save(folder / "embeddings.npy"), IsOk());

  const auto again =
      ReplayBuffer::open(folder / "embeddings.npy", make_hashing_embedder(64), log).value();
  const auto query = like(recorded("t", 42, "tool", ""), 1);
  EXPECT_EQ(run(again->top_k(query)).value().at(0).recorded->index, 42U);
  ASSERT_THAT(run(again->add(recorded("t", 555, "tool", ""))), IsOk());
  EXPECT_EQ(again->size(), 101U);
  EXPECT_THAT(ReplayBuffer::open(folder / "embeddings.npy", make_hashing_embedder(32), log),
              FailsWith(errc::corrupt_artifact));
}

TEST(ReplayBuffer, OpensTheFloat64FilesOfTheOriginal) {
  const auto index = vectors() / "compat/artifact/models/pi-swe/index";
  WMH_REQUIRE_FOLDER(index);
  const auto log = StepLog::open(index / "steps.jsonl").value();
  const auto buffer =
      ReplayBuffer::open(index / "embeddings.npy", make_hashing_embedder(64), log).value();
  for (std::size_t row = 0; row < log->size(); ++row) {
    const auto step = log->at(row).value();
    const auto demos = run(buffer->top_k(like(*step, 1))).value();
    EXPECT_NEAR(demos.at(0).score, 1, 1e-5);
  }
}

TEST(StepLog, ReadsBackWhatItWrites) {
  TempDir folder;
  const RecordedStep step = recorded("trace", 3, "t\xc3\xb6ol", "line\xc2\x85 \xe2\x80\xa9 end");
  std::string lines;
  detail::append_step_line(lines, step);
  detail::append_step_line(lines, step);
  const auto log = StepLog::open(folder.write("steps.jsonl", "\n" + lines + "  \n")).value();
  ASSERT_EQ(log->size(), 2U);
  EXPECT_EQ(*log->at(1).value(), step);
  EXPECT_THAT(log->at(2), FailsWith(errc::invalid_argument));
}

TEST(StepLog, NamesTheLineItCannotRead) {
  TempDir folder;
  const auto log = StepLog::open(folder.write("steps.jsonl", "{\"action\":\n")).value();
  EXPECT_THAT(log->at(0), FailsWith(errc::corrupt_artifact));
  EXPECT_THAT(log->at(0), MessageHas("steps.jsonl: step 1"));
  EXPECT_THAT(StepLog::open(folder / "absent.jsonl"), FailsWith(errc::not_found));
}

}  // namespace
}  // namespace wmh::testing
