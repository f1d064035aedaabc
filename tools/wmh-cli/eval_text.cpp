#include "eval_text.hpp"

#include "text.hpp"

#include <fmt/format.h>

namespace wmh::cli {

std::string plus_minus(double mean, double deviation) {
  return fmt::format("{:.3f}±{:.3f}", mean, deviation);
}

std::vector<std::string> lines_of(std::string_view label, const FileReport& report) {
  std::string sources = "   ";
  for (const auto& [name, source] : report.by_source)
    sources += fmt::format(" {} {:.3f} (n={})", name, source.mean, source.steps);
  return {fmt::format("  {} fidelity={} error_flag_acc={:.3f} n={}", pad_right(one_line(label), 28),
                      plus_minus(report.mean_score, report.score_std), report.error_flag_accuracy,
                      report.results.size()),
          sources,
          fmt::format("    time per step: median {}, p95 {}", duration(report.step_seconds_median),
                      duration(report.step_seconds_p95))};
}

std::string overall_line(const EvalReport& report) {
  return fmt::format("OVERALL fidelity={} over {} held-out steps",
                     plus_minus(report.overall_fidelity, report.overall_std), report.total_steps);
}

}  // namespace wmh::cli
