#include "eval/breakdown.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

// A summary holds sums while steps are added, and becomes means and shares at the end.
void add(ScoreSummary& sum, const Scored& step) {
  ++sum.steps;
  sum.mean += step.score;
  sum.right += step.right() ? 1 : 0;
  sum.exact += step.exact ? 1 : 0;
}

void divide(ScoreSummary& sum, std::size_t total) {
  if (sum.steps == 0) return;
  const auto steps = static_cast<double>(sum.steps);
  sum.mean /= steps;
  sum.right /= steps;
  sum.exact /= steps;
  sum.coverage = steps / static_cast<double>(total);
}

void divide(ScoreTable& table, std::size_t total) {
  for (auto& [name, sum] : table)
    divide(sum, total);
}

}  // namespace

Breakdown breakdown(std::span<const Scored> steps) {
  Breakdown parts;
  for (const Scored& step : steps) {
    add(parts.all, step);
    add(parts.by_source[step.source], step);
    add(parts.by_tool[step.tool], step);
    add(parts.by_source_and_tool[step.source][step.tool], step);
  }
  divide(parts.all, steps.size());
  divide(parts.by_source, steps.size());
  divide(parts.by_tool, steps.size());
  for (auto& [source, tools] : parts.by_source_and_tool)
    divide(tools, steps.size());
  return parts;
}

}  // namespace detail
WMH_END_NAMESPACE
