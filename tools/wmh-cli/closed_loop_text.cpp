#include "closed_loop.hpp"
#include "table.hpp"
#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::cli {
namespace {

constexpr std::size_t most_told = 10;

std::string three(double share) {
  return fmt::format("{:.3f}", share);
}

std::vector<std::string> ends(const LoopTotals& totals) {
  Table table{{{""}, {"model succeeds", true}, {"model fails", true}}};
  table.rows = {{"real succeeds", fmt::format("{}", totals.both_succeed),
                 fmt::format("{}", totals.only_real_succeeds)},
                {"real fails", fmt::format("{}", totals.only_model_succeeds),
                 fmt::format("{}", totals.neither_succeeds)}};
  return layout(table, 0);
}

std::vector<std::string> styles(const LoopReport& report) {
  Table table{{{"style"},
               {"episodes", true},
               {"agreement", true},
               {"same details", true},
               {"same actions", true},
               {"real success", true},
               {"model success", true}}};
  const auto add = [&](std::string_view name, const LoopTotals& totals) {
    table.rows.push_back({one_line(name), fmt::format("{}", totals.episodes),
                          three(totals.agreement()), three(totals.details_agreement()),
                          three(totals.actions_agreement()), three(totals.real_success()),
                          three(totals.model_success())});
  };
  for (const auto& [style, totals] : report.by_style)
    add(style.empty() ? "(none)" : style, totals);
  if (report.by_style.size() != 1) add("OVERALL", report.totals);
  return layout(table, 0);
}

bool differ(const LoopEpisode& episode) {
  return !episode.problem && episode.real.outcome != episode.model.outcome;
}

std::string end_of(const LoopSide& side) {
  return fmt::format("{} after {} steps", side.outcome.success ? "success" : "failure", side.steps);
}

std::vector<std::string> differences(const LoopReport& report) {
  Table table{{{"other end"}, {"style"}, {"real"}, {"model"}, {"parted at step", true}}};
  for (const LoopEpisode& each : report.episodes)
    if (differ(each) && table.rows.size() < most_told)
      table.rows.push_back({one_line(each.task.empty() ? each.trace_id : each.task),
                            one_line(each.style), end_of(each.real), end_of(each.model),
                            each.parted_at ? fmt::format("{}", *each.parted_at + 1) : "-"});
  if (table.rows.empty()) return {};
  return layout(table, 0);
}

}  // namespace

std::vector<std::string> lines_of(const LoopReport& report) {
  std::vector<std::string> lines = {
      fmt::format("{} episodes of {} against a world model of {} traces", report.totals.episodes,
                  one_line(report.testbed), report.train_traces),
      ""};
  const auto append = [&](const std::vector<std::string>& more) {
    if (more.empty()) return;
    lines.insert(lines.end(), more.begin(), more.end());
    lines.emplace_back();
  };
  append(ends(report.totals));
  append(styles(report));
  append(differences(report));
  const auto others = static_cast<std::size_t>(
      std::count_if(report.episodes.begin(), report.episodes.end(), differ));
  if (others > most_told)
    lines.insert(lines.end(), {fmt::format("and {} more; --json has all", others - most_told), ""});
  const auto kappa = report.totals.kappa();
  lines.push_back(fmt::format("AGREEMENT of success {} (kappa {}), of details {}",
                              three(report.totals.agreement()), kappa ? three(*kappa) : "undefined",
                              three(report.totals.details_agreement())));
  return lines;
}

}  // namespace wmh::cli
