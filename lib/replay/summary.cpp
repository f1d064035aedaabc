#include "replay/summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {

Moments moments(std::span<const double> values) {
  if (values.empty()) return {};
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values)
    squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / count)};
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

namespace {

/// Takes the steps out that the judge did not judge.
void take_unjudged(std::vector<StepResult>& results, std::vector<FailedStep>& failed) {
  for (const StepResult& each : results)
    if (!each.verdict.valid)
      failed.push_back({each.trace_id, each.step, true, each.verdict.critique});
  std::erase_if(results, [](const StepResult& each) { return !each.verdict.valid; });
}

}  // namespace

FileReport summarise(std::vector<StepResult> results) {
  FileReport report;
  take_unjudged(results, report.failed);
  std::vector<double> scores, seconds;
  std::size_t right_flags = 0;
  for (const StepResult& each : results) {
    scores.push_back(each.verdict.score);
    seconds.push_back(each.seconds);
    if (each.actual.is_error == each.predicted.is_error) ++right_flags;
  }
  const Moments all = moments(scores);
  report.mean_score = all.mean;
  report.score_std = all.std;
  if (!results.empty())
    report.error_flag_accuracy =
        static_cast<double>(right_flags) / static_cast<double>(results.size());
  report.step_seconds_median = quantile(seconds, 0.5);
  report.step_seconds_p95 = quantile(seconds, 0.95);
  report.step_seconds_p99 = quantile(seconds, 0.99);
  report.results = std::move(results);
  return report;
}

}  // namespace detail
WMH_END_NAMESPACE
