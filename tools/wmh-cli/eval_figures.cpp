#include "eval_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace wmh::cli {
namespace {

using Part = std::pair<std::string, ScoreSummary>;

std::vector<Part> most_steps_first(const ScoreTable& table) {
  std::vector<Part> parts(table.begin(), table.end());
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.second.steps > b.second.steps; });
  return parts;
}

ScoreSummary together(std::span<const Part> parts) {
  ScoreSummary sum;
  for (const auto& [name, part] : parts) {
    const auto steps = static_cast<double>(part.steps);
    sum.steps += part.steps;
    sum.coverage += part.coverage;
    sum.mean += steps * part.mean;
    sum.right += steps * part.right;
    sum.exact += steps * part.exact;
  }
  for (double* each : {&sum.mean, &sum.right, &sum.exact})
    *each /= static_cast<double>(std::max<std::size_t>(sum.steps, 1));
  return sum;
}

std::string percent(double share) {
  return fmt::format("{:.1f}%", 100 * share);
}
std::string score(double value) {
  return fmt::format("{:.3f}", value);
}

std::vector<std::string> cells_of(std::string name, const ScoreSummary& part) {
  return {std::move(name),        fmt::format("{}", part.steps),
          percent(part.coverage), score(part.mean),
          score(part.right),      score(part.exact)};
}

/// "recorded 0.990 (9), nearest 0.710 (3)".
std::string sources_of(const std::string& tool, const Breakdown& breakdown) {
  ScoreTable sources;
  for (const auto& [source, tools] : breakdown.by_source_and_tool)
    if (const auto found = tools.find(tool); found != tools.end())
      sources.insert({source, found->second});
  std::string line;
  for (const auto& [source, part] : most_steps_first(sources))
    line +=
        fmt::format("{}{} {:.3f} ({})", line.empty() ? "" : ", ", source, part.mean, part.steps);
  return line;
}

}  // namespace

Table source_table(const Breakdown& breakdown, const ConfidenceReport& confidence) {
  Table table{{{"source"},
               {"steps", true},
               {"share", true},
               {"fidelity", true},
               {"right", true},
               {"exact", true},
               {"ECE", true},
               {"Brier", true}}};
  for (const auto& [source, part] : most_steps_first(breakdown.by_source)) {
    auto cells = cells_of(source, part);
    const auto stated = confidence.by_source.find(source);
    const bool any = stated != confidence.by_source.end();
    cells.push_back(any ? score(stated->second.expected_error) : "-");
    cells.push_back(any ? score(stated->second.brier) : "-");
    table.rows.push_back(std::move(cells));
  }
  return table;
}

Table tool_table(const Breakdown& breakdown, std::size_t most) {
  Table table{{{"tool"},
               {"steps", true},
               {"share", true},
               {"fidelity", true},
               {"right", true},
               {"exact", true},
               {"answered from"}}};
  const std::vector<Part> parts = most_steps_first(breakdown.by_tool);
  const std::size_t shown = std::min(parts.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    table.rows.push_back(cells_of(parts[i].first, parts[i].second));
    table.rows.back().push_back(sources_of(parts[i].first, breakdown));
  }
  if (shown == parts.size()) return table;
  const auto rest = std::span(parts).subspan(shown);
  table.rows.push_back(cells_of("others", together(rest)));
  table.rows.back().push_back(fmt::format("{} more tools", rest.size()));
  return table;
}

std::string calibration_line(const Calibration& calibration, std::size_t steps) {
  if (calibration.steps == 0) return "calibration: no confidence was stated";
  return fmt::format("calibration: ECE {:.3f}, Brier {:.3f} over {} of {} steps",
                     calibration.expected_error, calibration.brier, calibration.steps, steps);
}

Table calibration_table(const Calibration& calibration) {
  Table table{{{"confidence"}, {"steps", true}, {"mean", true}, {"right", true}}};
  for (std::size_t i = 0; i < calibration.bins.size(); ++i) {
    const CalibrationBin& bin = calibration.bins[i];
    if (bin.steps == 0) continue;
    const auto from = static_cast<double>(i) / static_cast<double>(calibration.bins.size());
    const auto to = static_cast<double>(i + 1) / static_cast<double>(calibration.bins.size());
    table.rows.push_back({fmt::format("{:.1f}-{:.1f}", from, to), fmt::format("{}", bin.steps),
                          score(bin.confidence), score(bin.right)});
  }
  return table;
}

std::string risk_line(const RiskCoverage& risk) {
  return fmt::format("answering only the surest steps: AURC {:.3f} ({:.3f} without a ranking)",
                     risk.area, risk.area_unranked);
}

Table risk_table(const RiskCoverage& risk) {
  Table table{{{"answered", true}, {"confidence", true}, {"fidelity", true}, {"right", true}}};
  const CoveragePoint* last = nullptr;
  for (const double share : {0.25, 0.5, 0.75, 0.9, 1.0}) {
    const CoveragePoint* point = point_at(risk, share);
    if (!point || point == last) continue;
    last = point;
    table.rows.push_back({percent(point->answered), fmt::format(">= {:.3f}", point->confidence),
                          score(point->fidelity), score(point->right)});
  }
  return table;
}

}  // namespace wmh::cli
