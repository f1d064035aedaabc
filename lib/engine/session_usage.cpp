#include "engine/session_usage.hpp"

#include "util/source_of.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Spending priced(Spending spent, std::string_view model) {
  const auto cost = cost_in_usd(model, spent.tokens);
  spent.cost_usd = cost.value_or(0);
  if (!cost) spent.unpriced_calls = spent.calls;
  return spent;
}

}  // namespace

void count_step(UsageRecord& usage, const Prediction& prediction,
                std::chrono::duration<double> elapsed) {
  ++usage.steps;
  ++usage.steps_by_source[std::string(source_of(prediction.observation))];
  usage.stepping += elapsed;
  usage.calls_saved += prediction.calls_saved;
  if (prediction.calls == 0) return;
  Spending spent;
  spent.calls = prediction.calls;
  spent.tokens = prediction.usage;
  spent.seconds = elapsed.count();
  usage.spent += priced(spent, prediction.model);
}

void count_verdict(UsageRecord& usage, const EpisodeVerdict& verdict) {
  if (verdict.model.empty()) return;
  Spending spent;
  spent.calls = verdict.calls;
  spent.tokens = verdict.usage;
  spent = priced(spent, verdict.model);
  usage.spent += spent;
  usage.judging += spent;
}

}  // namespace detail
WMH_END_NAMESPACE
