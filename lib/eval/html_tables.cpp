#include "eval/html_tables.hpp"

#include "eval/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Part = std::pair<std::string, ScoreSummary>;

std::vector<Part> most_steps_first(const ScoreTable& table) {
  std::vector<Part> parts(table.begin(), table.end());
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.second.steps > b.second.steps; });
  return parts;
}

std::string table_of(std::string_view heads, std::string_view rows) {
  return fmt::format(
      "<div class=scroll><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>"
      "</table></div>\n",
      heads, rows);
}

std::string heads_of(std::initializer_list<std::string_view> names) {
  std::string heads;
  for (const std::string_view name : names)
    heads += fmt::format("<th>{}</th>", name);
  return heads;
}

/// A number over a bar of its length.
std::string bar_cell(double value) {
  return fmt::format("<td class=bar style=\"--v:{:.1f}%\">{:.3f}</td>", 100 * value, value);
}

std::string cells_of(std::string_view name, const ScoreSummary& part) {
  return fmt::format("<th>{}</th><td>{}</td><td>{:.1f} %</td>{}<td>{:.3f}</td><td>{:.3f}</td>",
                     escape_html(name), part.steps, 100 * part.coverage, bar_cell(part.mean),
                     part.right, part.exact);
}

constexpr std::string_view no_cell = "<td class=no>–</td>";

std::string calibration_cells(const Calibration* stated) {
  if (!stated || stated->steps == 0) return fmt::format("{}{}", no_cell, no_cell);
  return fmt::format("<td>{:.3f}</td><td>{:.3f}</td>", stated->expected_error, stated->brier);
}

std::string source_cell(const Breakdown& breakdown, const std::string& source,
                        const std::string& tool) {
  const ScoreTable& tools = breakdown.by_source_and_tool.at(source);
  const auto found = tools.find(tool);
  if (found == tools.end()) return std::string(no_cell);
  const ScoreSummary& part = found->second;
  return fmt::format("<td title=\"right {:.3f}, exact {:.3f}\">{:.3f} <small>{}</small></td>",
                     part.right, part.exact, part.mean, part.steps);
}

}  // namespace

std::string file_table(const std::map<std::string, FileReport>& files) {
  std::string rows;
  for (const auto& [label, file] : files)
    rows += fmt::format(
        "<tr><th>{}</th><td>{}</td>{}<td>{:.3f}</td><td>{:.3f}</td><td>{:.3f}</td>{}<td>{}</td>"
        "</tr>\n",
        escape_html(label), file.results.size(), bar_cell(file.mean_score),
        file.breakdown.all.right, file.breakdown.all.exact, file.error_flag_accuracy,
        calibration_cells(&file.confidence.calibration), file.train_traces);
  return table_of(heads_of({"file", "steps", "fidelity", "right", "exact", "error flag", "ECE",
                            "Brier", "learned traces"}),
                  rows);
}

std::string source_table(const Breakdown& breakdown, const ConfidenceReport& confidence) {
  std::string rows;
  for (const auto& [source, part] : most_steps_first(breakdown.by_source)) {
    const auto stated = confidence.by_source.find(source);
    rows += fmt::format(
        "<tr>{}{}</tr>\n", cells_of(source, part),
        calibration_cells(stated == confidence.by_source.end() ? nullptr : &stated->second));
  }
  return table_of(
      heads_of({"source", "steps", "share", "fidelity", "right", "exact", "ECE", "Brier"}), rows);
}

std::string tool_table(const Breakdown& breakdown) {
  const std::vector<Part> sources = most_steps_first(breakdown.by_source);
  std::string heads = heads_of({"tool", "steps", "share", "fidelity", "right", "exact"});
  for (const auto& [source, part] : sources)
    heads += fmt::format("<th>{}</th>", escape_html(source));
  std::string rows;
  for (const auto& [tool, part] : most_steps_first(breakdown.by_tool)) {
    rows += "<tr>" + cells_of(tool, part);
    for (const auto& [source, unused] : sources)
      rows += source_cell(breakdown, source, tool);
    rows += "</tr>\n";
  }
  return table_of(heads, rows);
}

}  // namespace detail
WMH_END_NAMESPACE
