#include "eval/journal.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "eval/journal_line.hpp"
#include "support/temp_dir.hpp"
#include "support/traces.hpp"

#include <fstream>

namespace wmh::testing {
namespace {

StepResult result_of(const Trace& trace, std::size_t turn) {
  const Step& step = trace.steps[turn];
  StepResult result{trace.trace_id, turn, step.task, step.action, step.observation};
  result.predicted = {"said \"so\"\n", true, 0.5, {{"source", "model"}}};
  result.verdict = {0.25, "why", {{"format", 0.5}, {"quality", 1}}, true, {7, 3}, "judge-1", 2};
  result.seconds = 0.125;
  result.usage = {1000, 20, 800, 100, 50, 10};
  result.calls = 2;
  result.model = "m-1";
  return result;
}

void expect_equal(const StepResult& left, const StepResult& right) {
  EXPECT_EQ(left.trace_id, right.trace_id);
  EXPECT_EQ(left.step, right.step);
  EXPECT_EQ(left.task, right.task);
  EXPECT_EQ(left.action, right.action);
  EXPECT_EQ(left.actual, right.actual);
  EXPECT_EQ(left.predicted, right.predicted);
  EXPECT_EQ(left.verdict.score, right.verdict.score);
  EXPECT_EQ(left.verdict.critique, right.verdict.critique);
  EXPECT_EQ(left.verdict.dimensions, right.verdict.dimensions);
  EXPECT_EQ(left.verdict.usage, right.verdict.usage);
  EXPECT_EQ(left.verdict.model, right.verdict.model);
  EXPECT_EQ(left.verdict.calls, right.verdict.calls);
  EXPECT_EQ(left.seconds, right.seconds);
  EXPECT_EQ(left.usage, right.usage);
  EXPECT_EQ(left.calls, right.calls);
  EXPECT_EQ(left.model, right.model);
}

struct JournalTest : ::testing::Test {
  TempDir folder;
  Trace trace = small_trace(3);
  EvalReport run = run_named("r1");

  static EvalReport run_named(std::string id) {
    EvalReport report;
    report.run_id = std::move(id);
    report.started_at = "2026-01-01T00:00:00Z";
    return report;
  }
  detail::EvalJournal open(EvalReport& of, bool resume, const char* fingerprint = "f1") {
    return detail::EvalJournal::open(folder / "unfinished", fingerprint, resume, of).value();
  }
};

TEST_F(JournalTest, GivesBackWhatItWasGiven) {
  {
    auto journal = open(run, false);
    EXPECT_THAT(journal.add("shop", result_of(trace, 2)), IsOk());
  }
  EvalReport later = run_named("r2");
  const auto journal = open(later, true);
  EXPECT_EQ(later.run_id, "r1");
  EXPECT_EQ(journal.known(), 1U);
  const auto found = journal.find("shop", trace, 2);
  ASSERT_TRUE(found);
  expect_equal(*found, result_of(trace, 2));
  EXPECT_FALSE(journal.find("shop", trace, 1));
  EXPECT_FALSE(journal.find("other", trace, 2));
}

TEST_F(JournalTest, CutAnywhereKeepsTheWholeLines) {
  {
    auto journal = open(run, false);
    for (std::size_t turn = 0; turn < 3; ++turn)
      ASSERT_THAT(journal.add("shop", result_of(trace, turn)), IsOk());
  }
  const auto file = folder / "unfinished/f1-r1.jsonl";
  const std::string whole = read_text(file);
  for (std::size_t size = whole.size(); size > 0; size -= std::min<std::size_t>(size, 61)) {
    std::ofstream(file, std::ios::trunc) << whole.substr(0, size);
    const auto lines =
        static_cast<std::size_t>(std::count(whole.begin(), whole.begin() + size, '\n'));
    EvalReport later = run_named("r2");
    auto journal = open(later, true);
    // The last line may be whole but for its line feed.
    EXPECT_GE(journal.known() + 1, lines);
    EXPECT_LE(journal.known(), lines);
    EXPECT_THAT(journal.add("shop", result_of(trace, 3)), IsOk());
    EvalReport again = run_named("r3");
    EXPECT_TRUE(open(again, true).find("shop", trace, 3)) << size;
  }
}

TEST_F(JournalTest, AnotherFingerprintIsAnotherRun) {
  ASSERT_THAT(open(run, false).add("shop", result_of(trace, 0)), IsOk());
  EvalReport later = run_named("r2");
  EXPECT_EQ(open(later, true, "f2").known(), 0U);
  EXPECT_EQ(later.run_id, "r2");
}

TEST_F(JournalTest, WithoutResumeNothingOfAnEarlierRunIsTouched) {
  ASSERT_THAT(open(run, false).add("shop", result_of(trace, 0)), IsOk());
  EvalReport later = run_named("r2");
  auto journal = open(later, false);
  EXPECT_EQ(journal.known(), 0U);
  journal.remove();
  EXPECT_TRUE(std::filesystem::exists(folder / "unfinished/f1-r1.jsonl"));
  EXPECT_FALSE(std::filesystem::exists(folder / "unfinished/f1-r2.jsonl"));
}

TEST_F(JournalTest, LinesThatAreNoneOfItsAreNoResults) {
  for (const char* line : {"{}", R"({"step": 0})", R"({"step": 99})", R"({"step": "x"})",
                           R"({"step": 0, "predicted": {}, "verdict": 3})"}) {
    const json::value value = parse_json(line).value();
    EXPECT_FALSE(detail::from_journal(value.as_object(), trace)) << line;
  }
}

TEST_F(JournalTest, TheFingerprintTellsRunsApart) {
  EvalOptions options;
  options.suite.files = {folder.write("a.jsonl", "a")};
  const std::string first = detail::fingerprint_of(options, "exact").value();
  EXPECT_EQ(detail::fingerprint_of(options, "exact").value(), first);
  EXPECT_NE(detail::fingerprint_of(options, "rubric").value(), first);
  auto other_model = options;
  other_model.model = "m-2";
  EXPECT_NE(detail::fingerprint_of(other_model, "exact").value(), first);
  auto other_flags = options;
  other_flags.asked_with = "--recall=off";
  EXPECT_NE(detail::fingerprint_of(other_flags, "exact").value(), first);
  folder.write("a.jsonl", "b");
  EXPECT_NE(detail::fingerprint_of(options, "exact").value(), first);
  options.suite.files = {folder / "none.jsonl"};
  EXPECT_THAT(detail::fingerprint_of(options, "exact"), FailsWith(errc::not_found));
}

}  // namespace
}  // namespace wmh::testing
