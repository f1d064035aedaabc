#pragma once

#include "eval/breakdown.hpp"
#include "eval/confidence.hpp"

namespace wmh::testing {

inline StepResult result_of(Action action, double score, std::string source = "recorded",
                            std::optional<double> confidence = std::nullopt) {
  StepResult result{"trace-1", 0, "a task", std::move(action)};
  result.actual.content = "what happened";
  result.predicted.content = "what was predicted";
  result.predicted.metadata["source"] = std::move(source);
  if (confidence) result.predicted.metadata["confidence"] = *confidence;
  result.verdict.score = score;
  return result;
}

/// The report of one file, "shop", with these results.
inline EvalReport report_of(std::vector<StepResult> results) {
  const std::vector<detail::Scored> steps = detail::scored(results);
  EvalReport report;
  report.run_id = "c0ffee";
  report.started_at = "2026-01-01T00:00:00Z";
  report.judge = "structural";
  report.total_steps = results.size();
  report.breakdown = detail::breakdown(steps);
  report.confidence = detail::confidence_report(steps);
  report.overall_fidelity = report.breakdown.all.mean;
  FileReport& file = report.per_file["shop"];
  file.breakdown = report.breakdown;
  file.confidence = report.confidence;
  file.results = std::move(results);
  return report;
}

}  // namespace wmh::testing
