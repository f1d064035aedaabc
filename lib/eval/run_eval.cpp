#include "eval/breakdown.hpp"
#include "eval/confidence.hpp"
#include "eval/journal.hpp"
#include "eval/spending.hpp"
#include "replay/corpus.hpp"
#include "replay/replay.hpp"
#include "replay/sample_turns.hpp"
#include "replay/summary.hpp"
#include "util/random_id.hpp"
#include "util/utc.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace {

namespace fs = std::filesystem;

/// The folder's name for `traces.otel.jsonl`, else the file's without its endings.
std::string label_of(const fs::path& file) {
  if (file.filename() == "traces.otel.jsonl")
    return fs::absolute(file).lexically_normal().parent_path().filename().string();
  fs::path name = file.filename();
  if (name.extension() == ".jsonl" || name.extension() == ".json") name = name.stem();
  if (name.extension() == ".otel") name = name.stem();
  return name.string();
}

/// Two files of one label must not hide each other.
std::string free_label(const std::map<std::string, FileReport>& taken, const fs::path& file) {
  const std::string label = label_of(file);
  std::string free = label;
  for (int i = 2; taken.contains(free); ++i)
    free = fmt::format("{}-{}", label, i);
  return free;
}

/// One run over the files of a suite.
class Evaluation {
 public:
  Evaluation(EvalOptions options, std::shared_ptr<Judge> judge)
      : options_(std::move(options)), judge_(std::move(judge)), random_(options_.suite.seed) {
    report_.run_id = detail::random_id();
    report_.started_at = detail::utc_now();
    report_.judge = judge_->name();
    report_.provider = options_.provider;
    report_.model = options_.model;
  }

  Result<EvalReport> run();

 private:
  Result<Done> open_journal();
  Result<Done> evaluate(const fs::path& file);
  detail::ReplayOptions replay_options(const std::string& label);

  EvalOptions options_;
  std::shared_ptr<Judge> judge_;
  detail::PythonRandom random_;
  std::optional<detail::EvalJournal> journal_{};
  std::optional<Error> first_failure_{};
  EvalReport report_{};
};

Result<Done> Evaluation::open_journal() {
  if (options_.journal.empty()) return Done{};
  auto fingerprint = detail::fingerprint_of(options_, report_.judge);
  if (!fingerprint) return std::move(fingerprint).error();
  auto journal =
      detail::EvalJournal::open(options_.journal, *fingerprint, options_.resume, report_);
  if (!journal) return std::move(journal).error();
  journal_ = std::move(*journal);
  return Done{};
}

detail::ReplayOptions Evaluation::replay_options(const std::string& label) {
  detail::ReplayOptions replay{options_.concurrency, options_.rounds, options_.observer};
  if (!journal_) return replay;
  replay.known = [this, label](const Trace& trace, std::size_t turn) {
    return journal_->find(label, trace, turn);
  };
  replay.finished = [this, label](const StepResult& result) {
    return journal_->add(label, result);
  };
  return replay;
}

Result<Done> Evaluation::evaluate(const fs::path& file) {
  auto corpus = detail::load_corpus(file, options_.suite.split, options_.ingest, options_.observer);
  if (!corpus) return std::move(corpus).error();
  const std::string label = free_label(report_.per_file, file);
  const std::size_t train_traces = corpus->train.size();
  auto predictor = detail::predictor_from(std::move(corpus->train), options_.make_predictor);
  if (!predictor) return std::move(predictor).error();
  std::vector<detail::ReplayJob> jobs;
  for (const Trace& trace : corpus->held_out)
    jobs.push_back(
        {&trace, detail::pick_turns(trace.steps.size(), options_.suite.sample_turns, random_)});
  auto outcome = detail::replay(*predictor, judge_, jobs, replay_options(label));
  detail::add_spending(report_.spending, outcome.results);
  FileReport summary = detail::summarise(std::move(outcome.results));
  summary.failed.insert(summary.failed.begin(), outcome.failed.begin(), outcome.failed.end());
  summary.train_traces = train_traces;
  const std::vector<detail::Scored> steps = detail::scored(summary.results);
  summary.breakdown = detail::breakdown(steps);
  summary.confidence = detail::confidence_report(steps);
  report_.failed_steps += summary.failed.size();
  report_.per_file.emplace(label, std::move(summary));
  if (outcome.stopped) report_.stopped = outcome.stopped->message();
  if (!first_failure_) first_failure_ = outcome.stopped ? outcome.stopped : outcome.first_failure;
  return Done{};
}

void add_totals(EvalReport& report) {
  std::vector<double> scores;
  std::vector<detail::Scored> steps;
  for (const auto& [label, file] : report.per_file)
    for (const StepResult& each : file.results) {
      scores.push_back(each.verdict.score);
      steps.push_back(detail::scored(each));
    }
  const auto moments = detail::moments(scores);
  report.overall_fidelity = moments.mean;
  report.overall_std = moments.std;
  report.total_steps = scores.size();
  report.breakdown = detail::breakdown(steps);
  report.confidence = detail::confidence_report(steps);
}

std::string split_hint(const EvalSuite& suite) {
  return fmt::format(
      "no step to score: every trace falls on the training side at train_split {}; lower it or add "
      "traces",
      suite.split.train);
}

Result<EvalReport> Evaluation::run() {
  if (auto opened = open_journal(); !opened) return opened.error();
  for (const fs::path& file : options_.suite.files) {
    auto done = evaluate(file);
    if (!done) return std::move(done).error().in(file.string());
    if (!report_.stopped.empty()) break;
  }
  add_totals(report_);
  const bool whole = report_.stopped.empty() && report_.failed_steps == 0;
  if (journal_ && whole) journal_->remove();
  if (report_.total_steps > 0) return std::move(report_);
  if (first_failure_) return std::move(*first_failure_);
  for (const auto& [label, file] : report_.per_file)
    if (!file.failed.empty())
      return Error(errc::provider_unavailable,
                   fmt::format("no step has a score; the first, step {} of trace {}: {}",
                               file.failed.front().step, file.failed.front().trace_id,
                               file.failed.front().reason));
  return Error(errc::invalid_argument, split_hint(options_.suite));
}

}  // namespace

Result<EvalReport> run_eval(EvalOptions options) {
  std::shared_ptr<Judge> judge = options.judge;
  if (!judge) {
    auto named = make_judge(options.suite.judge);
    if (!named) return std::move(named).error();
    judge = std::move(*named);
  }
  return Evaluation(std::move(options), std::move(judge)).run();
}

WMH_END_NAMESPACE
