#include "eval_text.hpp"

#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::cli {
namespace {

/// From the surest source to none; whatever else there is comes behind.
std::string source_line(const ScoreTable& by_source) {
  constexpr std::string_view order[] = {"recorded", "nearest", "model", "unknown"};
  std::string line = "   ";
  const auto append = [&](std::string_view name, const ScoreSummary& source) {
    line += fmt::format(" {} {:.3f} (n={})", name, source.mean, source.steps);
  };
  for (const std::string_view name : order)
    if (const auto found = by_source.find(std::string(name)); found != by_source.end())
      append(name, found->second);
  for (const auto& [name, source] : by_source)
    if (std::find(std::begin(order), std::end(order), name) == std::end(order))
      append(one_line(name), source);
  return line;
}

}  // namespace

std::string plus_minus(double mean, double deviation) {
  return fmt::format("{:.3f}±{:.3f}", mean, deviation);
}

std::vector<std::string> lines_of(std::string_view label, const FileReport& report) {
  std::vector<std::string> lines = {
      fmt::format("  {} fidelity={} error_flag_acc={:.3f} n={}", pad_right(one_line(label), 28),
                  plus_minus(report.mean_score, report.score_std), report.error_flag_accuracy,
                  report.results.size()),
      source_line(report.breakdown.by_source),
      fmt::format("    time per step: median {}, p95 {}, p99 {}",
                  duration(report.step_seconds_median), duration(report.step_seconds_p95),
                  duration(report.step_seconds_p99))};
  if (!report.failed.empty())
    lines.push_back(fmt::format("    without a score: {} steps", report.failed.size()));
  const ConfidenceReport& confidence = report.confidence;
  if (confidence.calibration.steps > 0)
    lines.push_back(fmt::format("    confidence: ECE {:.3f}, Brier {:.3f}, AURC {:.3f}",
                                confidence.calibration.expected_error, confidence.calibration.brier,
                                confidence.risk_coverage.area));
  return lines;
}

std::string overall_line(const EvalReport& report) {
  return fmt::format("OVERALL fidelity={} over {} held-out steps",
                     plus_minus(report.overall_fidelity, report.overall_std), report.total_steps);
}

std::size_t answered_by_recordings(const EvalReport& report) {
  std::size_t steps = 0;
  for (const auto& [source, summary] : report.breakdown.by_source)
    if (source != "model") steps += summary.steps;
  return steps;
}

std::string legend_line(const EvalReport& report) {
  return fmt::format("right: {} score at least {}; exact: equal text and error flag",
                     one_line(report.judge), right_score);
}

}  // namespace wmh::cli
