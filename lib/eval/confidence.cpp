#include "eval/confidence.hpp"

#include "eval/calibration.hpp"
#include "eval/risk_coverage.hpp"

WMH_BEGIN_NAMESPACE

ConfidenceReport detail::confidence_report(std::span<const Scored> steps) {
  std::map<std::string, std::vector<Scored>> by_source;
  for (const Scored& step : steps)
    if (step.confidence) by_source[step.source].push_back(step);
  ConfidenceReport report;
  report.calibration = calibration(steps);
  for (const auto& [source, part] : by_source)
    report.by_source[source] = calibration(part);
  report.risk_coverage = risk_coverage(steps);
  return report;
}

WMH_END_NAMESPACE
