#include "eval/figures_json.hpp"

#include <boost/json/array.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

json::object to_json(const ScoreTable& table) {
  json::object all;
  for (const auto& [name, part] : table)
    all[name] = json::object{{"mean_score", part.mean},
                             {"n_steps", part.steps},
                             {"coverage", part.coverage},
                             {"right", part.right},
                             {"exact", part.exact}};
  return all;
}

json::value to_json(const Calibration& calibration) {
  if (calibration.steps == 0) return nullptr;
  json::array bins;
  for (const CalibrationBin& bin : calibration.bins)
    bins.push_back({{"n_steps", bin.steps}, {"confidence", bin.confidence}, {"right", bin.right}});
  return json::object{{"n_steps", calibration.steps},
                      {"ece", calibration.expected_error},
                      {"brier", calibration.brier},
                      {"bins", std::move(bins)}};
}

json::value to_json(const RiskCoverage& risk) {
  if (risk.steps == 0) return nullptr;
  json::array curve;
  for (const CoveragePoint& point : risk.curve)
    curve.push_back({{"confidence", point.confidence},
                     {"answered", point.answered},
                     {"fidelity", point.fidelity},
                     {"right", point.right}});
  return json::object{{"n_steps", risk.steps},
                      {"aurc", risk.area},
                      {"aurc_unranked", risk.area_unranked},
                      {"curve", std::move(curve)}};
}

}  // namespace

void add_json(json::object& report, const Breakdown& breakdown) {
  json::object both;
  for (const auto& [source, tools] : breakdown.by_source_and_tool)
    both[source] = to_json(tools);
  report["right"] = breakdown.all.right;
  report["exact"] = breakdown.all.exact;
  report["by_source"] = to_json(breakdown.by_source);
  report["by_tool"] = to_json(breakdown.by_tool);
  report["by_source_and_tool"] = std::move(both);
}

void add_json(json::object& report, const ConfidenceReport& confidence) {
  json::object by_source;
  for (const auto& [source, calibration] : confidence.by_source)
    by_source[source] = to_json(calibration);
  report["calibration"] = to_json(confidence.calibration);
  report["calibration_by_source"] = std::move(by_source);
  report["risk_coverage"] = to_json(confidence.risk_coverage);
}

}  // namespace detail
WMH_END_NAMESPACE
