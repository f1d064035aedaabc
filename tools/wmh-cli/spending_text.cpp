#include "language.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

/// "1,234,567".
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string cost_text(const Spending& spent) {
  if (spent.cost()) return fmt::format("${:.4f}", *spent.cost());
  if (spent.cost_usd == 0) return "cost unknown";
  return fmt::format("more than ${:.4f} ({} calls of unknown price)", spent.cost_usd,
                     spent.unpriced_calls);
}

}  // namespace

std::string spending_text(const Spending& spent) {
  std::string text = fmt::format("{} call{}", grouped(spent.calls), spent.calls == 1 ? "" : "s");
  if (spent.failed_calls > 0) text += fmt::format(" ({} failed)", grouped(spent.failed_calls));
  text += fmt::format(", {} tokens in", grouped(spent.tokens.input_tokens));
  if (spent.tokens.cache_read_tokens > 0)
    text += fmt::format(" ({} cached)", grouped(spent.tokens.cache_read_tokens));
  return text + fmt::format(", {} out, {}", grouped(spent.tokens.output_tokens), cost_text(spent));
}

std::string usage_line(const UsageRecord& usage) {
  std::string sources;
  for (const auto& [source, steps] : usage.steps_by_source)
    sources += fmt::format("{}{} {}", sources.empty() ? "" : ", ", steps, source);
  std::string line =
      fmt::format("{} steps ({}); {}", usage.steps, sources, spending_text(usage.spent));
  if (usage.calls_saved == 0) return line;
  line += fmt::format("; recordings saved {} calls", usage.calls_saved);
  if (const auto saved = usage.cost_saved()) line += fmt::format(", about ${:.4f}", *saved);
  return line;
}

std::vector<std::string> spending_lines(const MeterReport& report) {
  if (report.total.calls == 0) return {};
  std::vector<std::string> lines{"spent: " + spending_text(report.total)};
  if (report.by_phase.size() > 1)
    for (const auto& [phase, spent] : report.by_phase)
      lines.push_back(fmt::format("  {}: {}", phase, spending_text(spent)));
  if (report.by_model.size() > 1)
    for (const auto& [model, spent] : report.by_model)
      lines.push_back(fmt::format("  {}: {}", model, spending_text(spent)));
  return lines;
}

}  // namespace wmh::cli
