#include "eval/spending.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Spending spending_of(const TokenUsage& usage, std::int64_t calls, std::string_view model,
                     double seconds) {
  Spending spent;
  spent.calls = calls;
  spent.tokens = usage;
  spent.seconds = seconds;
  const auto cost = cost_in_usd(model, usage);
  spent.cost_usd = cost.value_or(0);
  if (!cost) spent.unpriced_calls = calls;
  return spent;
}

void add(MeterReport& report, Phase phase, const std::string& model, const Spending& spent) {
  report.total += spent;
  report.by_phase[std::string(to_string(phase))] += spent;
  report.by_model[model] += spent;
}

}  // namespace

void add_spending(MeterReport& report, std::span<const StepResult> results) {
  for (const StepResult& each : results) {
    if (each.calls > 0)
      add(report, Phase::serve, each.model,
          spending_of(each.usage, each.calls, each.model, each.seconds));
    const Verdict& verdict = each.verdict;
    if (!verdict.model.empty())
      add(report, Phase::judge, verdict.model,
          spending_of(verdict.usage, verdict.calls, verdict.model, 0));
  }
}

}  // namespace detail
WMH_END_NAMESPACE
