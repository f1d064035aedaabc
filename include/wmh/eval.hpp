#pragma once

#include <wmh/judge.hpp>
#include <wmh/predictor.hpp>
#include <wmh/split.hpp>
#include <wmh/trace_source.hpp>

WMH_BEGIN_NAMESPACE

/// Which steps of a held-out trace are scored: all, or five (first, last and three between).
enum class SampleTurns { all, sampled };

/// A way to evaluate, as a suite file holds it.
struct EvalSuite {
  std::string id{};  ///< `<example>/<file stem>`; empty when made by hand.
  std::filesystem::path path{};
  std::string title{};
  std::string description{};
  std::vector<std::filesystem::path> files{};
  std::filesystem::path prompt{};  ///< Empty: the built-in base prompt.
  SplitOptions split{};
  std::size_t top_k = 5;
  std::size_t embed_dim = 512;
  SampleTurns sample_turns = SampleTurns::all;
  std::uint64_t seed = 0;  ///< Of the sampled turns.
  bool rag = true;
  std::string judge = "structural";
};

/// Reads a suite file (TOML). Unknown keys, wrong types and wrong values are errors that name the
/// line.
WMH_API Result<EvalSuite> load_suite(const std::filesystem::path& file);
/// Every `<example>/evals/*.toml` under a folder, by id. Files that cannot be read are left out and
/// told in `problems`.
WMH_API std::vector<EvalSuite> list_suites(const std::filesystem::path& examples,
                                           std::vector<Error>* problems = nullptr);
/// A suite by id, by the name of an example (its `default`), or by the path of a `.toml` file.
WMH_API Result<EvalSuite> find_suite(const std::filesystem::path& examples, std::string_view id);

struct StepResult {
  std::string trace_id{};
  std::size_t step = 0;
  std::optional<std::string> task{};
  Action action;
  Observation actual{};
  Observation predicted{};
  Verdict verdict{};
  double seconds = 0;  ///< Of the prediction alone.
};

/// Mean score and number of steps of a part of the results.
struct ScoreSummary {
  double mean = 0;
  std::size_t steps = 0;
};

struct FileReport {
  double mean_score = 0;
  double score_std = 0;  ///< Of the population.
  double error_flag_accuracy = 0;
  std::size_t train_traces = 0;
  std::map<std::string, ScoreSummary> by_source{};  ///< "recorded", "nearest", "unknown", ...
  double step_seconds_median = 0;
  double step_seconds_p95 = 0;
  std::vector<StepResult> results{};  ///< In the order of the traces.
};

struct EvalReport {
  std::string run_id{};
  std::string started_at{};     ///< UTC, seconds, ISO 8601.
  double overall_fidelity = 0;  ///< Mean over all steps.
  double overall_std = 0;
  std::size_t total_steps = 0;
  std::map<std::string, FileReport> per_file{};  ///< By label.
};

struct EvalOptions {
  EvalSuite suite{};
  std::size_t concurrency = 1;  ///< Predictions in flight.
  IngestOptions ingest{};
  std::shared_ptr<Judge> judge{};  ///< Null: the suite's.
  /// Makes the predictor under test from the training traces; null: the offline one.
  std::function<Result<std::shared_ptr<Predictor>>(std::vector<Trace> train)> make_predictor{};
  std::shared_ptr<Observer> observer{};
};

/// Open-loop evaluation: every held-out step is predicted after its recorded prefix, from the
/// training traces of its file, and judged. Fails when no step is scored. The result does not
/// depend on `concurrency`.
WMH_API Result<EvalReport> run_eval(EvalOptions options);

/// The result file: the original's keys and more (docs/artifact-format.md).
WMH_API json::object to_json(const EvalReport& report, const EvalSuite& suite);

/// What `eval results` shows of a result file.
struct EvalRun {
  std::filesystem::path path{};
  std::string suite{};
  std::string run_id{};
  std::string started_at{};
  std::string model{};
  double fidelity = 0;
  double std = 0;
  std::size_t steps = 0;
};
/// Results under a folder, newest first; unreadable ones are skipped. `suite` empty: all.
WMH_API std::vector<EvalRun> list_eval_runs(const std::filesystem::path& results,
                                            std::string_view suite = {});
/// Writes the result where `list_eval_runs` finds it and returns the path.
WMH_API Result<std::filesystem::path> save_eval_run(const std::filesystem::path& results,
                                                    const EvalReport& report,
                                                    const EvalSuite& suite);

WMH_END_NAMESPACE
