#pragma once

#include "llm/billing_provider.hpp"
#include "llm/meter.hpp"

#include <chrono>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A call that a meter has admitted. It counts as failed unless it was answered: also when its
/// coroutine goes away, for what was sent may be billed.
class MeteredCall {
 public:
  /// `model`: the one that is asked. Fails where the meter's limit does.
  static Result<MeteredCall> begin(std::shared_ptr<Meter> meter, wmh::Phase phase,
                                   std::string_view model);
  MeteredCall(MeteredCall&&) noexcept = default;
  MeteredCall& operator=(MeteredCall&&) = delete;
  ~MeteredCall();

  /// `use`: whether the answer is of any; one that is not counts as failed, with what it took.
  void answered(const Bill& bill, bool use = true);

 private:
  using Clock = std::chrono::steady_clock;
  MeteredCall(std::shared_ptr<Meter> meter, wmh::Phase phase, std::string_view model)
      : meter_(std::move(meter)), phase_(phase), asked_(model) {}
  void settle(std::string_view model, Spending spent);

  std::shared_ptr<Meter> meter_;  ///< Null when settled.
  wmh::Phase phase_;
  std::string asked_;
  Clock::time_point begin_ = Clock::now();
};

}  // namespace detail
WMH_END_NAMESPACE
