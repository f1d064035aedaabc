#pragma once

#include <wmh/eval.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A trace and which of its steps to score.
struct ReplayJob {
  const Trace* trace = nullptr;
  std::vector<std::size_t> turns{};
};

struct ReplayOptions {
  std::size_t concurrency = 1;  ///< Steps in flight, on at most as many threads as there are cores.
  int rounds = 1;               ///< How often a step is tried whose failure may pass.
  std::shared_ptr<Observer> observer{};  ///< "wmh.eval.progress" with wmh.done and wmh.total.
  /// What is known of a step already; it is not predicted again. Null: nothing.
  std::function<std::optional<StepResult>(const Trace&, std::size_t turn)> known{};
  /// Hears of each step that was predicted and judged, one at a time. An error ends the run.
  std::function<Result<Done>(const StepResult&)> finished{};
};

struct ReplayOutcome {
  std::vector<StepResult> results{};  ///< In the order of the jobs, without a hole.
  std::vector<FailedStep> failed{};   ///< In the same order.
  std::optional<Error> first_failure{};
  std::optional<Error> stopped{};  ///< Why the rest was not tried.
};

/// Predicts each chosen step after its recorded prefix, never from its own trace, and judges it.
ReplayOutcome replay(const std::shared_ptr<Predictor>& predictor,
                     const std::shared_ptr<Judge>& judge, const std::vector<ReplayJob>& jobs,
                     ReplayOptions options);

}  // namespace detail
WMH_END_NAMESPACE
