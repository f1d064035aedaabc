#include "eval/breakdown.hpp"
#include "eval/confidence.hpp"
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

Result<FileReport> evaluate(detail::Corpus corpus, const EvalOptions& options,
                            const std::shared_ptr<Judge>& judge, detail::PythonRandom& random) {
  const std::size_t train_traces = corpus.train.size();
  auto predictor = detail::predictor_from(std::move(corpus.train), options.make_predictor);
  if (!predictor) return std::move(predictor).error();
  std::vector<detail::ReplayJob> jobs;
  for (const Trace& trace : corpus.held_out)
    jobs.push_back(
        {&trace, detail::pick_turns(trace.steps.size(), options.suite.sample_turns, random)});
  auto results =
      detail::replay(*predictor, judge, std::move(jobs), {options.concurrency, options.observer});
  if (!results) return std::move(results).error();
  FileReport report = detail::summarise(std::move(*results));
  report.train_traces = train_traces;
  const std::vector<detail::Scored> steps = detail::scored(report.results);
  report.breakdown = detail::breakdown(steps);
  report.confidence = detail::confidence_report(steps);
  return report;
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

}  // namespace

Result<EvalReport> run_eval(EvalOptions options) {
  std::shared_ptr<Judge> judge = options.judge;
  if (!judge) {
    auto named = make_judge(options.suite.judge);
    if (!named) return std::move(named).error();
    judge = std::move(*named);
  }
  EvalReport report;
  report.run_id = detail::random_id();
  report.started_at = detail::utc_now();
  report.judge = judge->name();
  detail::PythonRandom random(options.suite.seed);
  for (const fs::path& file : options.suite.files) {
    auto corpus = detail::load_corpus(file, options.suite.split, options.ingest, options.observer);
    if (!corpus) return std::move(corpus).error();
    auto result = evaluate(std::move(*corpus), options, judge, random);
    if (!result) return std::move(result).error().in(file.string());
    report.per_file.emplace(free_label(report.per_file, file), std::move(*result));
  }
  add_totals(report);
  if (report.total_steps == 0) return Error(errc::invalid_argument, split_hint(options.suite));
  return report;
}

WMH_END_NAMESPACE
