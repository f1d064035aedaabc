#pragma once

#include <wmh/judge.hpp>
#include <wmh/llm_predictor.hpp>
#include <wmh/metering.hpp>
#include <wmh/predictor.hpp>
#include <wmh/split.hpp>
#include <wmh/trace_source.hpp>

#include <array>
#include <map>

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
  std::filesystem::path prompt{};   ///< Empty: the built-in base prompt.
  std::filesystem::path testbed{};  ///< The program of a closed loop; empty: none is named.
  SplitOptions split{};
  std::size_t top_k = 20;  ///< Recorded steps to show a language model.
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
  TokenUsage usage{};  ///< Of the prediction, as are `calls` and `model`.
  std::int64_t calls = 0;
  std::string model{};  ///< The language model that answered; empty where none did.
};

/// A step without a score.
struct FailedStep {
  std::string trace_id{};
  std::size_t step = 0;
  bool judged = false;  ///< It was predicted, and the judge gave no judgement.
  std::string reason{};
};

/// From this score up a prediction counts as right.
inline constexpr double right_score = 0.95;

/// How well a part of the scored steps was predicted.
struct ScoreSummary {
  double mean = 0;  ///< Of the scores: the fidelity.
  std::size_t steps = 0;
  double coverage = 0;  ///< Share of all scored steps.
  double right = 0;     ///< Share with a score of at least `right_score`.
  double exact = 0;     ///< Share whose error flag and trimmed text are equal.
};

using ScoreTable = std::map<std::string, ScoreSummary>;

/// The scores part by part. A source is "recorded", "nearest", "unknown" or what else a predictor
/// says; messages count as the tool "(message)".
struct Breakdown {
  ScoreSummary all{};
  ScoreTable by_source{};
  ScoreTable by_tool{};
  std::map<std::string, ScoreTable> by_source_and_tool{};
};

/// The steps whose stated confidence lies in one tenth of [0, 1].
struct CalibrationBin {
  std::size_t steps = 0;
  double confidence = 0;  ///< Mean of what was stated.
  double right = 0;       ///< Share that was right.
};

/// How far stated confidence can be taken for the probability of being right. Only steps with a
/// stated confidence count; all zero when there is none.
struct Calibration {
  std::size_t steps = 0;
  /// Expected calibration error: the mean over the bins, weighted by their steps, of how far mean
  /// confidence and share right lie apart (Naeini et al. 2015, Guo et al. 2017).
  double expected_error = 0;
  double brier = 0;                       ///< Mean of (confidence - 1 or 0 for right or not)^2.
  std::array<CalibrationBin, 10> bins{};  ///< Bin i is [i/10, (i+1)/10); the last one holds 1 too.
};

/// What is gained by answering only where the confidence is at least so high.
struct CoveragePoint {
  double confidence = 0;
  double answered = 0;  ///< Share of the steps with a stated confidence.
  double fidelity = 0;  ///< Mean score of the answered ones.
  double right = 0;     ///< Share of the answered ones that was right.
};

/// Fidelity against the share of steps that is answered when the surest come first: the
/// risk-coverage curve of selective prediction (Geifman and El-Yaniv 2017), the risk being
/// 1 - fidelity. Steps of equal confidence are answered together.
struct RiskCoverage {
  std::size_t steps = 0;  ///< With a stated confidence.
  /// Area under the curve: the mean over the steps of the risk of answering a step and all that are
  /// at least as sure. 0 is best.
  double area = 0;
  double area_unranked = 0;  ///< What a confidence that says nothing would give: 1 - fidelity.
  std::vector<CoveragePoint> curve{};  ///< By rising share; at most 101 points.
};

/// The first point that answers at least `share` of the steps; null when there is none.
WMH_API const CoveragePoint* point_at(const RiskCoverage& risk, double share) noexcept;

/// What the stated confidences are worth. `metadata.confidence` of a prediction states one when it
/// is a number in [0, 1].
struct ConfidenceReport {
  Calibration calibration{};
  std::map<std::string, Calibration> by_source{};  ///< Sources that state a confidence.
  RiskCoverage risk_coverage{};
};

struct FileReport {
  double mean_score = 0;
  double score_std = 0;  ///< Of the population.
  double error_flag_accuracy = 0;
  std::size_t train_traces = 0;
  Breakdown breakdown{};
  ConfidenceReport confidence{};
  double step_seconds_median = 0;
  double step_seconds_p95 = 0;
  double step_seconds_p99 = 0;
  std::vector<StepResult> results{};  ///< In the order of the traces.
  std::vector<FailedStep> failed{};   ///< Steps that count nowhere else.
};

struct EvalReport {
  std::string run_id{};
  std::string started_at{};  ///< UTC, seconds, ISO 8601.
  std::string judge{};       ///< Whose scores these are, with its version.
  std::string provider{};    ///< What predicted: see EvalOptions.
  std::string model{};
  double overall_fidelity = 0;  ///< Mean over all steps.
  double overall_std = 0;
  std::size_t total_steps = 0;
  Breakdown breakdown{};  ///< Over the steps of all files, as is `confidence`.
  ConfidenceReport confidence{};
  std::map<std::string, FileReport> per_file{};  ///< By label.
  std::size_t failed_steps = 0;                  ///< Without a score, in all files.
  MeterReport spending{};  ///< For the steps that were predicted, earlier runs' included.
  std::string stopped{};   ///< Why steps were left untried; empty when all were tried.
};

struct EvalOptions {
  EvalSuite suite{};
  std::size_t concurrency = 16;  ///< Steps in flight; the CPU's share is bounded by its cores.
  std::string provider =
      "offline";  ///< What `make_predictor` asks, for the report and the journal.
  std::string model = "offline";
  /// Whatever else decides the answers (recall, temperature, ...), for the journal to tell runs
  /// apart.
  std::string asked_with{};
  /// How often a step is tried whose failure may pass (errc::network, timed_out, rate_limited,
  /// provider_unavailable), the provider's own attempts aside.
  int rounds = 3;
  /// Every finished step is kept in a file of this folder until the run is whole, so that a run
  /// that is killed can go on. Empty: nothing is kept.
  std::filesystem::path journal{};
  /// Go on with the newest unfinished run of the same suite, files, judge and model in `journal`;
  /// its steps are not paid for again. Without one, start anew.
  bool resume = false;
  IngestOptions ingest{};
  std::shared_ptr<Judge> judge{};  ///< Null: the suite's.
  /// Makes the predictor under test from the training traces; null: the offline one.
  std::function<Result<std::shared_ptr<Predictor>>(std::vector<Trace> train)> make_predictor{};
  std::shared_ptr<Observer> observer{};
};

/// A language model with the training traces as recordings, for EvalOptions::make_predictor and
/// ClosedLoopOptions::make_predictor. `embedder` null: the offline one.
WMH_API Result<std::shared_ptr<Predictor>> make_llm_predictor_from(
    std::vector<Trace> train, std::shared_ptr<Provider> provider, LlmPredictorOptions options = {},
    std::shared_ptr<Embedder> embedder = {});

/// Open-loop evaluation: every held-out step is predicted after its recorded prefix, from the
/// training traces of its file, and judged. A step whose prediction or judgement fails is left out
/// of all figures and told in `failed`. A refused key or a spent budget ends the run: what was done
/// is reported, the rest is untried. Fails when no step is scored. The result depends neither on
/// `concurrency` nor on timing.
WMH_API Result<EvalReport> run_eval(EvalOptions options);

/// The result file: the original's keys and more (docs/artifact-format.md).
WMH_API json::object to_json(const EvalReport& report, const EvalSuite& suite);

/// The report as one HTML page for people, which needs nothing beside it: no scripts, no fonts, no
/// other files. `worst` is the number of badly predicted steps to show.
WMH_API std::string to_html(const EvalReport& report, const EvalSuite& suite,
                            std::size_t worst = 20);
/// Writes that page beside `file` and renames it into place.
WMH_API Result<Done> write_html(const std::filesystem::path& file, const EvalReport& report,
                                const EvalSuite& suite);

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
