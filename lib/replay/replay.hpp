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
  std::size_t concurrency =
      1;  ///< Predictions in flight; above 1 they run on threads of their own.
  std::shared_ptr<Observer> observer{};  ///< "wmh.eval.progress" with wmh.done and wmh.total.
};

/// Predicts each chosen step after its recorded prefix, never from its own trace, and judges it.
/// Results come in the order of the jobs. The first failure ends the run.
Result<std::vector<StepResult>> replay(const std::shared_ptr<Predictor>& predictor,
                                       const std::shared_ptr<Judge>& judge,
                                       std::vector<ReplayJob> jobs, const ReplayOptions& options);

}  // namespace detail
WMH_END_NAMESPACE
