#pragma once

#include <wmh/metering.hpp>

#include <mutex>

WMH_BEGIN_NAMESPACE

/// What was spent, what is under way, and whether one more call fits. Callable from any thread.
struct Meter::Impl {
  explicit Impl(SpendingLimit bounds) : limit(bounds) {}

  /// Notes a call to `model` as under way, or says why there may be none.
  Result<Done> admit(std::string_view model);
  /// Ends a call that was admitted. `spent` is its own.
  void settle(Phase phase, std::string_view model, const Spending& spent);

  Result<Done> check_calls() const;
  Result<Done> check_cost(std::string_view model) const;

  const SpendingLimit limit;
  mutable std::mutex mutex{};  ///< Guards what follows.
  MeterReport spent{};
  std::int64_t under_way = 0;
  double dearest = 0;
};

/// Opens a meter to the calls that it counts.
struct MeterAccess {
  static Meter::Impl& of(Meter& meter) noexcept { return *meter.impl_; }
};

WMH_END_NAMESPACE
