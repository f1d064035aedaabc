#include <wmh/eval.hpp>
#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/predictors.hpp"
#include "support/temp_dir.hpp"
#include "support/traces.hpp"

namespace wmh::testing {
namespace {

struct RunEvalTest : ::testing::Test {
  TempDir folder;
  EvalOptions options(std::size_t traces = 60) {
    EvalOptions made;
    made.suite.files = {folder.write("shop/traces.otel.jsonl", small_corpus(traces))};
    return made;
  }
};

TEST_F(RunEvalTest, ScoresHeldOutStepsAndSaysFromWhereTheAnswersCame) {
  const EvalReport report = run_eval(options()).value();
  const FileReport& file = report.per_file.at("shop");
  EXPECT_GT(report.total_steps, 20U);
  EXPECT_EQ(file.results.size(), report.total_steps);
  EXPECT_GT(report.overall_fidelity, 0.9);
  EXPECT_EQ(file.error_flag_accuracy, 1);
  ASSERT_TRUE(file.breakdown.by_source.contains("recorded"));
  EXPECT_GT(file.step_seconds_median, 0);
  EXPECT_LE(file.step_seconds_median, file.step_seconds_p95);
  for (const StepResult& step : file.results)
    EXPECT_EQ(part_of(step.trace_id, step.task), Part::test);
}

TEST_F(RunEvalTest, SaysWhatStatedConfidenceIsWorth) {
  struct Sure final : Predictor {
    Task<Prediction> predict(PredictionRequest) override {
      Prediction prediction;
      prediction.observation.content = "wrong";
      prediction.observation.metadata = {{"source", "guess"}, {"confidence", 0.75}};
      co_return prediction;
    }
  };
  auto sure = options();
  sure.suite.files.push_back(folder.write("other.jsonl", small_corpus(60)));
  sure.make_predictor = [](std::vector<Trace>) -> Result<std::shared_ptr<Predictor>> {
    return std::shared_ptr<Predictor>(std::make_shared<Sure>());
  };
  const EvalReport report = run_eval(sure).value();
  EXPECT_EQ(report.judge, "structural");
  EXPECT_EQ(report.breakdown.all.steps, report.total_steps);
  EXPECT_EQ(report.breakdown.by_tool.at("lookup").steps, report.total_steps);
  EXPECT_EQ(report.breakdown.by_source.at("guess").right, 0);
  EXPECT_DOUBLE_EQ(report.confidence.calibration.expected_error, 0.75);
  ASSERT_EQ(report.per_file.size(), 2U);
  for (const auto& [label, file] : report.per_file) {
    EXPECT_EQ(file.confidence.calibration.steps, file.results.size());
    EXPECT_EQ(file.breakdown.all.mean, file.mean_score);
  }
}

TEST_F(RunEvalTest, DoesNotDependOnConcurrency) {
  auto one = options();
  auto many = options();
  many.concurrency = 8;
  const EvalReport a = run_eval(one).value(), b = run_eval(many).value();
  ASSERT_EQ(a.total_steps, b.total_steps);
  EXPECT_EQ(a.overall_fidelity, b.overall_fidelity);
  const auto &left = a.per_file.at("shop").results, &right = b.per_file.at("shop").results;
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].trace_id, right[i].trace_id);
    EXPECT_EQ(left[i].predicted, right[i].predicted);
  }
}

TEST_F(RunEvalTest, KeepsFilesOfOneNameApart) {
  auto both = options();
  both.suite.files.push_back(folder.write("other/shop/traces.otel.jsonl", small_corpus(60)));
  const EvalReport report = run_eval(both).value();
  EXPECT_TRUE(report.per_file.contains("shop"));
  EXPECT_TRUE(report.per_file.contains("shop-2"));
}

TEST_F(RunEvalTest, FailsWhenNoStepIsScored) {
  auto all_train = options(3);
  all_train.suite.split.train = 0.999999;
  EXPECT_THAT(run_eval(all_train), FailsWith(errc::invalid_argument));
  EXPECT_THAT(run_eval(all_train), MessageHas("no step to score"));
}

TEST_F(RunEvalTest, FailsAsThePredictorFailsNamingTheStep) {
  auto failing = options();
  failing.make_predictor = [](std::vector<Trace>) -> Result<std::shared_ptr<Predictor>> {
    struct Broken final : Predictor {
      Task<Prediction> predict(PredictionRequest) override {
        co_return Error(errc::rate_limited, "slow down");
      }
    };
    return std::shared_ptr<Predictor>(std::make_shared<Broken>());
  };
  EXPECT_THAT(run_eval(failing), FailsWith(errc::rate_limited));
  EXPECT_THAT(run_eval(failing), MessageHas("step 0 of trace"));
}

TEST_F(RunEvalTest, SavesResultsAndListsThemNewestFirst) {
  auto run = options();
  run.suite.id = "shop/default";
  EvalReport report = run_eval(run).value();
  report.started_at = "2026-01-01T00:00:00Z";
  const auto path = save_eval_run(folder / "evals", report, run.suite).value();
  EXPECT_EQ(path, folder / "evals/shop/default" / (report.run_id + ".json"));
  report.run_id = "ffff";
  report.started_at = "2026-02-01T00:00:00Z";
  ASSERT_THAT(save_eval_run(folder / "evals", report, run.suite), IsOk());
  folder.write("evals/shop/default/broken.json", "{");
  folder.write("evals/shop/default/older.json",
               R"({"run_id": "0ld", "started_at": "2025-01-01T00:00:00Z", "suite": "shop/default",
                   "config": {"model": "m"}, "report": {"overall_fidelity": 0.5, "overall_std": 0.25,
                   "total_steps": 3, "per_file": {}}})");

  const auto runs = list_eval_runs(folder / "evals", "shop");
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[2].fidelity, 0.5);
  EXPECT_EQ(runs[0].run_id, "ffff");
  EXPECT_EQ(runs[0].steps, report.total_steps);
  EXPECT_TRUE(list_eval_runs(folder / "evals", "other").empty());
  EXPECT_TRUE(list_eval_runs(folder / "nowhere").empty());

  const json::value file = parse_json(read_text(path)).value();
  const auto& per_file = file.at("report").at("per_file").at("shop");
  EXPECT_EQ(per_file.at("n_steps").to_number<std::size_t>(), report.total_steps);
  for (const char* key :
       {"trace_id", "task", "action", "actual", "predicted", "score", "dimensions", "critique",
        "is_error_actual", "is_error_predicted", "source"})
    EXPECT_TRUE(per_file.at("results").at(0).as_object().contains(key)) << key;
}

}  // namespace
}  // namespace wmh::testing
