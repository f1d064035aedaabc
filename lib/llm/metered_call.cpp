#include "llm/metered_call.hpp"

#include "providers/models.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// The name that was asked for says more than the answer's where both mean one model: on Bedrock it
/// holds the place, which has its price.
std::optional<double> cost_of_answer(std::string_view asked, std::string_view answered,
                                     const TokenUsage& usage) {
  const bool same = answered.empty() || plain_model(answered) == plain_model(asked);
  return cost_of(same ? asked : answered, usage);
}

}  // namespace

Result<MeteredCall> MeteredCall::begin(std::shared_ptr<Meter> meter, wmh::Phase phase,
                                       std::string_view model) {
  if (auto admitted = MeterAccess::of(*meter).admit(model); !admitted)
    return std::move(admitted).error();
  return MeteredCall(std::move(meter), phase, model);
}

MeteredCall::~MeteredCall() {
  if (meter_) settle(asked_, {.failed_calls = 1});
}

void MeteredCall::answered(const Bill& bill, bool use) {
  Spending spent;
  std::optional<double> cost;
  if (!bill.usage_missing) {
    spent.tokens = bill.usage;
    cost = cost_of_answer(asked_, bill.model, bill.usage);
  }
  spent.cost_usd = cost.value_or(0);
  spent.unpriced_calls = cost ? 0 : 1;
  spent.failed_calls = use ? 0 : 1;
  const std::string model = bill.model.empty() ? asked_ : bill.model;
  settle(model, spent);
}

void MeteredCall::settle(std::string_view model, Spending spent) {
  spent.calls = 1;
  spent.seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  MeterAccess::of(*std::exchange(meter_, nullptr)).settle(phase_, model, spent);
}

}  // namespace detail
WMH_END_NAMESPACE
