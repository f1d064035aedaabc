#include "replay.hpp"

#include <wmh/store.hpp>

#include "run_task.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace wmh::cli {
namespace {

using Rows = std::vector<std::shared_ptr<const RecordedStep>>;

/// The steps from `row` on that belong together, at most `most`: those of one trace, or of one task
/// where there is no trace.
Result<Rows> rows_from(const StepLog& log, std::size_t row, std::size_t most) {
  Rows rows;
  for (; row < log.size() && rows.size() < most; ++row) {
    auto next = log.at(row);
    if (!next) return std::move(next).error();
    const bool together = rows.empty() || ((*next)->trace_id == rows.front()->trace_id &&
                                           (*next)->step.task == rows.front()->step.task);
    if (!together) break;
    rows.push_back(std::move(*next));
  }
  return rows;
}

/// The first row of the trace that `row` is of; `row` itself where no trace is recorded.
Result<std::size_t> first_of_trace(const StepLog& log, std::size_t row) {
  const auto here = log.at(row);
  if (!here) return here.error();
  if ((*here)->trace_id.empty()) return row;
  for (; row > 0; --row) {
    const auto before = log.at(row - 1);
    if (!before) return before.error();
    if ((*before)->trace_id != (*here)->trace_id) break;
  }
  return row;
}

Result<std::size_t> row_of_trace(const StepLog& log, std::string_view trace_id) {
  for (std::size_t row = 0; row < log.size(); ++row) {
    const auto recorded = log.at(row);
    if (!recorded) return recorded.error();
    if ((*recorded)->trace_id == trace_id) return row;
  }
  return Error(errc::not_found,
               fmt::format("no trace {} in the model; leave --trace out to draw one", trace_id));
}

Result<std::size_t> chosen_row(const StepLog& log, const ReplayChoice& choice) {
  if (log.size() == 0)
    return Error(errc::corrupt_artifact, "the model has no recorded step; build it again");
  if (!choice.trace_id.empty()) return row_of_trace(log, choice.trace_id);
  std::mt19937_64 random(choice.seed);
  return first_of_trace(log, random() % log.size());
}

/// The predictor that knows all recordings but those shown.
Result<std::shared_ptr<Predictor>> predictor_without(const std::shared_ptr<StepLog>& log,
                                                     const Rows& shown) {
  if (!shown.front()->trace_id.empty()) return make_offline_predictor(log);
  return make_offline_predictor(log, [&shown](const RecordedStep& recorded) {
    return std::none_of(shown.begin(), shown.end(),
                        [&](const auto& each) { return *each == recorded; });
  });
}

PredictionRequest request_for(const RecordedStep& recorded, const std::deque<Step>& before) {
  PredictionRequest request(recorded.step.action);
  request.task = recorded.step.task;
  request.state = recorded.step.state_before;
  request.history = std::make_shared<const std::deque<Step>>(before);
  request.exclude_trace = recorded.trace_id;
  return request;
}

Result<Replay> replay_rows(Predictor& predictor, const Rows& rows) {
  const auto exact = make_exact_judge();
  Replay replay;
  replay.trace_id = rows.front()->trace_id;
  std::deque<Step> before;
  for (const auto& recorded : rows) {
    auto prediction = predict(predictor, request_for(*recorded, before));
    if (!prediction) return std::move(prediction).error();
    auto verdict = judge(*exact, recorded->step, prediction->observation);
    if (!verdict) return std::move(verdict).error();
    before.push_back(recorded->step);
    const bool same = verdict->score >= 1;
    replay.exact += same ? 1 : 0;
    replay.steps.push_back({recorded, std::move(prediction->observation), same});
  }
  return replay;
}

}  // namespace

Result<Replay> replay_recording(const std::filesystem::path& model_dir, const ReplayChoice& choice,
                                const PlaysWith& plays_with) {
  const auto log = load_step_log(model_dir);
  if (!log) return log.error();
  const auto row = chosen_row(**log, choice);
  if (!row) return row.error();
  const auto rows = rows_from(**log, *row, choice.steps);
  if (!rows) return rows.error();
  auto predictor = predictor_without(*log, *rows);
  if (predictor && plays_with) predictor = plays_with(std::move(*predictor));
  if (!predictor) return predictor.error();
  return replay_rows(**predictor, *rows);
}

}  // namespace wmh::cli
