#include <wmh/json.hpp>

#include "eval/figures_json.hpp"
#include "eval/scored.hpp"
#include "replay/summary.hpp"
#include "util/source_of.hpp"

WMH_BEGIN_NAMESPACE
namespace {

json::array paths(const std::vector<std::filesystem::path>& files) {
  json::array array;
  for (const auto& file : files)
    array.emplace_back(file.string());
  return array;
}

std::string_view turns(const EvalSuite& suite) {
  return suite.sample_turns == SampleTurns::all ? "all" : "sampled";
}

std::string_view split_by(const EvalSuite& suite) {
  return suite.split.by == SplitBy::task ? "task" : "trace";
}

json::value path_or_null(const std::filesystem::path& path) {
  return path.empty() ? json::value() : json::value(path.string());
}

json::object suite_config(const EvalSuite& suite) {
  return {{"title", suite.title},
          {"description", suite.description},
          {"files", paths(suite.files)},
          {"prompt", path_or_null(suite.prompt)},
          {"testbed", path_or_null(suite.testbed)},
          {"train_split", suite.split.train},
          {"split_by", split_by(suite)},
          {"top_k", suite.top_k},
          {"sample_turns", turns(suite)},
          {"seed", suite.seed},
          {"no_rag", !suite.rag},
          {"judge", suite.judge},
          {"embed_dim", suite.embed_dim}};
}

json::object run_config(const EvalReport& report, const EvalSuite& suite) {
  return {{"provider", report.provider},
          {"model", report.model},
          {"region", nullptr},
          {"prompt", path_or_null(suite.prompt)},
          {"files", paths(suite.files)},
          {"train_split", suite.split.train},
          {"split_by", split_by(suite)},
          {"top_k", suite.top_k},
          {"sample_turns", turns(suite)},
          {"seed", suite.seed},
          {"rag", suite.rag},
          {"judge", suite.judge},
          {"embed_dim", suite.embed_dim}};
}

json::object step_json(const StepResult& step) {
  json::object dimensions;
  for (const auto& [name, score] : step.verdict.dimensions)
    dimensions[name] = score;
  const auto* evidence = step.predicted.metadata.if_contains("evidence");
  const auto confidence = detail::confidence_of(step.predicted);
  return {{"trace_id", step.trace_id},
          {"step", step.step},
          {"task", step.task ? json::value(*step.task) : json::value()},
          {"action", to_json(step.action)},
          {"actual", step.actual.content},
          {"predicted", step.predicted.content},
          {"score", step.verdict.score},
          {"dimensions", std::move(dimensions)},
          {"critique", step.verdict.critique},
          {"is_error_actual", step.actual.is_error},
          {"is_error_predicted", step.predicted.is_error},
          {"source", detail::source_of(step.predicted)},
          {"confidence", confidence ? json::value(*confidence) : json::value()},
          {"evidence", evidence ? *evidence : json::value()},
          {"model", step.model.empty() ? json::value() : json::value(step.model)},
          {"calls", step.calls},
          {"seconds", step.seconds}};
}

json::object file_json(const FileReport& file) {
  json::array results;
  for (const StepResult& step : file.results)
    results.push_back(step_json(step));
  json::object all = {{"mean_score", file.mean_score},
                      {"score_std", file.score_std},
                      {"error_flag_accuracy", file.error_flag_accuracy},
                      {"n_steps", file.results.size()},
                      {"train_traces", file.train_traces},
                      {"step_seconds",
                       {{"median", file.step_seconds_median},
                        {"p95", file.step_seconds_p95},
                        {"p99", file.step_seconds_p99}}}};
  detail::add_json(all, file.breakdown);
  detail::add_json(all, file.confidence);
  json::array failed;
  for (const FailedStep& step : file.failed)
    failed.push_back({{"trace_id", step.trace_id},
                      {"step", step.step},
                      {"judged", step.judged},
                      {"reason", step.reason}});
  all["failed"] = std::move(failed);
  all["results"] = std::move(results);
  return all;
}

}  // namespace

json::object to_json(const EvalReport& report, const EvalSuite& suite) {
  json::object files;
  for (const auto& [label, file] : report.per_file)
    files[label] = file_json(file);
  json::object all = {
      {"overall_fidelity", report.overall_fidelity},
      {"overall_std", report.overall_std},
      {"total_steps", report.total_steps},
      {"failed_steps", report.failed_steps},
      {"stopped", report.stopped.empty() ? json::value() : json::value(report.stopped)},
      {"judge", report.judge},
      {"right_score", right_score}};
  detail::add_json(all, report.breakdown);
  detail::add_json(all, report.confidence);
  all["spending"] = to_json(report.spending);
  all["per_file"] = std::move(files);
  return {{"run_id", report.run_id},
          {"started_at", report.started_at},
          {"suite", suite.id},
          {"suite_path", suite.path.string()},
          {"suite_config", suite_config(suite)},
          {"config", run_config(report, suite)},
          {"report", std::move(all)}};
}

WMH_END_NAMESPACE
