#include "llm/meter.hpp"

#include "providers/models.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace {

bool has_price(std::string_view model) {
  return detail::cost_of(model, {}).has_value();
}

/// The mean of the calls that a model answered; what is known of the dearest one after the fact.
double mean_cost(const Spending& spending) noexcept {
  const auto priced = spending.calls - spending.failed_calls - spending.unpriced_calls;
  return priced > 0 ? spending.cost_usd / static_cast<double>(priced) : 0;
}

void add(std::map<std::string, Spending>& sums, const std::map<std::string, Spending>& more) {
  for (const auto& [name, spending] : more)
    sums[name] += spending;
}

}  // namespace

std::string_view to_string(Phase phase) noexcept {
  switch (phase) {
    case Phase::build:
      return "build";
    case Phase::gepa:
      return "gepa";
    case Phase::judge:
      return "judge";
    case Phase::serve:
      return "serve";
    case Phase::embed:
      break;
  }
  return "embed";
}

Spending& Spending::operator+=(const Spending& other) noexcept {
  calls += other.calls;
  failed_calls += other.failed_calls;
  tokens += other.tokens;
  cost_usd += other.cost_usd;
  unpriced_calls += other.unpriced_calls;
  seconds += other.seconds;
  return *this;
}

Result<Done> Meter::Impl::check_calls() const {
  if (!limit.calls || spent.total.calls + under_way < *limit.calls) return Done{};
  return Error(errc::budget_spent,
               fmt::format("the limit of {} calls to language models is reached: {} were made and "
                           "{} are under way; raise SpendingLimit::calls",
                           *limit.calls, spent.total.calls, under_way));
}

Result<Done> Meter::Impl::check_cost(std::string_view model) const {
  if (!limit.cost_usd) return Done{};
  if (!has_price(model))
    return Error(errc::invalid_argument,
                 fmt::format("the price of {} is not known, so its cost cannot be limited; use "
                             "SpendingLimit::calls",
                             model));
  const Spending& total = spent.total;
  if (total.unpriced_calls > 0 && dearest == 0)
    return Error(errc::invalid_argument,
                 fmt::format("{} calls were answered and none at a known price, so their cost "
                             "cannot be limited; use SpendingLimit::calls",
                             total.unpriced_calls));
  const std::int64_t unknown = under_way + total.unpriced_calls;
  const double reserved = static_cast<double>(unknown) * dearest;
  if (total.cost_usd + reserved < *limit.cost_usd) return Done{};
  return Error(errc::budget_spent,
               fmt::format("the limit of ${:.2f} for language models is reached: ${:.4f} was spent "
                           "and {} calls of unknown cost may take ${:.4f}; raise "
                           "SpendingLimit::cost_usd",
                           *limit.cost_usd, total.cost_usd, unknown, reserved));
}

Result<Done> Meter::Impl::admit(std::string_view model) {
  const std::lock_guard lock(mutex);
  if (auto checked = check_calls(); !checked) return checked;
  if (auto checked = check_cost(model); !checked) return checked;
  ++under_way;
  return Done{};
}

void Meter::Impl::settle(Phase phase, std::string_view model, const Spending& of_call) {
  const std::lock_guard lock(mutex);
  --under_way;
  dearest = std::max(dearest, of_call.cost_usd);
  spent.total += of_call;
  spent.by_phase[std::string(to_string(phase))] += of_call;
  spent.by_model[std::string(model)] += of_call;
}

Meter::Meter(SpendingLimit limit) : impl_(std::make_unique<Impl>(limit)) {}
Meter::~Meter() = default;

MeterReport Meter::report() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->spent;
}

void Meter::resume(const MeterReport& earlier) {
  const std::lock_guard lock(impl_->mutex);
  impl_->spent.total += earlier.total;
  add(impl_->spent.by_phase, earlier.by_phase);
  add(impl_->spent.by_model, earlier.by_model);
  for (const auto& [model, spending] : earlier.by_model)
    impl_->dearest = std::max(impl_->dearest, mean_cost(spending));
}

WMH_END_NAMESPACE
