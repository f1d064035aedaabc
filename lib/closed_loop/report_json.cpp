#include <wmh/closed_loop.hpp>

WMH_BEGIN_NAMESPACE
namespace {

template <class T>
json::value or_null(const std::optional<T>& value) {
  return value ? json::value(*value) : json::value(nullptr);
}

json::object side_json(const LoopSide& side) {
  return {{"steps", side.steps},
          {"stop_reason", to_string(side.stop_reason)},
          {"success", side.outcome.success},
          {"details", side.outcome.details}};
}

json::object episode_json(const LoopEpisode& episode) {
  const Outcome& real = episode.real.outcome;
  const Outcome& model = episode.model.outcome;
  return {{"trace_id", episode.trace_id},
          {"task", episode.task},
          {"style", episode.style},
          {"real", side_json(episode.real)},
          {"model", side_json(episode.model)},
          {"same_success", real.success == model.success},
          {"same_details", real.details == model.details},
          {"parted_at", or_null(episode.parted_at)},
          {"problem",
           episode.problem ? json::value(episode.problem->message()) : json::value(nullptr)}};
}

json::object totals_json(const LoopTotals& totals) {
  return {{"episodes", totals.episodes},
          {"agreement", totals.agreement()},
          {"kappa", or_null(totals.kappa())},
          {"details_agreement", totals.details_agreement()},
          {"actions_agreement", totals.actions_agreement()},
          {"real_success", totals.real_success()},
          {"model_success", totals.model_success()},
          {"both_succeed", totals.both_succeed},
          {"only_real_succeeds", totals.only_real_succeeds},
          {"only_model_succeeds", totals.only_model_succeeds},
          {"neither_succeeds", totals.neither_succeeds}};
}

json::object config_json(const EvalSuite& suite) {
  json::array files;
  for (const auto& file : suite.files)
    files.emplace_back(file.string());
  return {{"files", std::move(files)},
          {"train_split", suite.split.train},
          {"split_by", suite.split.by == SplitBy::task ? "task" : "trace"}};
}

}  // namespace

json::object to_json(const LoopReport& report, const EvalSuite& suite) {
  json::object by_style;
  for (const auto& [style, totals] : report.by_style)
    by_style[style] = totals_json(totals);
  json::array episodes;
  for (const LoopEpisode& each : report.episodes)
    episodes.push_back(episode_json(each));
  return {{"kind", "closed_loop"},
          {"suite", suite.id},
          {"run_id", report.run_id},
          {"started_at", report.started_at},
          {"testbed", report.testbed},
          {"config", config_json(suite)},
          {"train_traces", report.train_traces},
          {"problems", report.episodes.size() - report.totals.episodes},
          {"totals", totals_json(report.totals)},
          {"by_style", std::move(by_style)},
          {"episodes", std::move(episodes)}};
}

WMH_END_NAMESPACE
