#include "testbed/side_by_side.hpp"

#include <wmh/judge.hpp>
#include <wmh/split.hpp>
#include <wmh/store.hpp>
#include <wmh/trace_source.hpp>

#include "testbed/assignments.hpp"
#include "util/run_here.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Clock = std::chrono::steady_clock;

bool held_out(const Trace& trace) {
  return part_of(trace) == Part::test;
}

Result<std::size_t> choose(const std::vector<Trace>& traces, std::optional<std::size_t> wanted) {
  if (wanted && *wanted < traces.size()) return *wanted;
  if (wanted)
    return Error(errc::not_found, fmt::format("no trace {}; the file has traces 0 to {}", *wanted,
                                              traces.size() - 1));
  const auto unseen_steps = [](const Trace& trace) {
    return held_out(trace) ? trace.steps.size() : 0;
  };
  const auto longest = std::max_element(
      traces.begin(), traces.end(),
      [&](const Trace& a, const Trace& b) { return unseen_steps(a) < unseen_steps(b); });
  return static_cast<std::size_t>(longest - traces.begin());
}

/// The model as it would be had the trace never been recorded.
Result<WorldModel> load_without(const std::filesystem::path& model_dir,
                                const std::string& trace_id) {
  auto log = load_step_log(model_dir);
  if (!log) return std::move(log).error();
  auto predictor = make_offline_predictor(
      std::move(*log), [&](const RecordedStep& recorded) { return recorded.trace_id != trace_id; });
  if (!predictor) return std::move(predictor).error();
  return WorldModel(std::move(*predictor));
}

Result<Done> play_real(SideBySide& result, Testbed& testbed) {
  const auto assignments = assignments_by_trace(testbed);
  if (!assignments) return assignments.error();
  const auto assignment = assignment_of(*assignments, testbed.name(), result.trace.trace_id);
  if (!assignment) return assignment.error();
  const auto open = [&] {
    return testbed.open_env(**assignment);
  };
  const SessionStart start((*assignment)->task, (*assignment)->state);
  auto played = play_often(open, start, result.trace.steps);
  if (!played) return std::move(played).error().in("real environment");
  result.real = std::move(*played);
  return Done{};
}

Result<Done> play_model(SideBySide& result, const std::filesystem::path& model_dir) {
  const auto begin = Clock::now();
  const auto model = load_without(model_dir, result.trace.trace_id);
  if (!model) return model.error();
  result.loading = Clock::now() - begin;
  const auto open = [&]() -> Result<std::unique_ptr<Env>> {
    return std::unique_ptr<Env>(std::make_unique<WorldModelEnv>(*model));
  };
  auto played = play_often(open, start_of(result.trace), result.trace.steps);
  if (!played) return std::move(played).error().in("world model");
  result.model = std::move(*played);
  return Done{};
}

Result<Done> score(SideBySide& result) {
  const auto judge = make_structural_judge();
  for (std::size_t i = 0; i < result.trace.steps.size(); ++i) {
    Step truth = result.trace.steps[i];
    truth.observation = result.real.median.observations[i];
    auto verdict = run_here(judge->judge(std::move(truth), result.model.median.observations[i]));
    if (!verdict) return std::move(verdict).error().in("judge");
    result.scores.push_back(verdict->score);
  }
  return Done{};
}

}  // namespace

Result<SideBySide> side_by_side(Testbed& testbed, const std::filesystem::path& traces,
                                const std::filesystem::path& model_dir,
                                std::optional<std::size_t> number) {
  auto source = open_traces({traces});
  if (!source) return std::move(source).error();
  auto all = read_all(**source);
  if (!all) return std::move(all).error();
  const auto chosen = choose(*all, number);
  if (!chosen) return chosen.error();
  SideBySide result;
  result.number = *chosen;
  result.trace = std::move((*all)[*chosen]);
  result.held_out = held_out(result.trace);
  if (auto played = play_real(result, testbed); !played) return std::move(played).error();
  if (auto played = play_model(result, model_dir); !played) return std::move(played).error();
  if (auto scored = score(result); !scored) return std::move(scored).error();
  return result;
}

}  // namespace detail
WMH_END_NAMESPACE
