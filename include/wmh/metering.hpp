#pragma once

#include <wmh/provider.hpp>
#include <wmh/types.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE

/// What language models are asked for.
enum class Phase { build, gepa, judge, serve, embed };
WMH_API std::string_view to_string(Phase phase) noexcept;

/// What some calls took.
struct Spending {
  std::int64_t calls = 0;
  std::int64_t failed_calls = 0;  ///< Of `calls`; one that was cancelled has failed.
  TokenUsage tokens{};
  double cost_usd = 0;              ///< Of the calls whose price is known.
  std::int64_t unpriced_calls = 0;  ///< Calls that answered and whose price is not known.
  double seconds = 0;               ///< Sum over the calls, which may overlap.

  /// The whole cost; nullopt when the price of some call is not known.
  std::optional<double> cost() const noexcept {
    return unpriced_calls == 0 ? std::optional<double>(cost_usd) : std::nullopt;
  }
  WMH_API Spending& operator+=(const Spending& other) noexcept;
};

/// Bounds of a run. An absent one is no bound.
struct SpendingLimit {
  std::optional<double> cost_usd{};
  std::optional<std::int64_t> calls{};
};

/// What was spent, part by part.
struct MeterReport {
  Spending total{};
  std::map<std::string, Spending> by_phase{};
  std::map<std::string, Spending> by_model{};
};

/// Counts what language models are asked and holds a spending limit. Callable from any thread.
///
/// Calls are admitted as long as what was spent, and what the calls under way may take, is below
/// the limit; the others fail with errc::limit_reached before anything is sent. A limit of calls is
/// exact. For a limit of cost each call under way, and each answer without a price, is taken to
/// cost as much as the dearest call so far: the end may be above the limit by about one call, and
/// by what is sent before the first answer has told what a call costs. It needs prices: a call to a
/// model without one fails with errc::invalid_argument, and says to use a limit of calls.
class WMH_API Meter {
 public:
  explicit Meter(SpendingLimit limit = {});
  ~Meter();
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

  MeterReport report() const;
  /// Takes over what an earlier run spent, which then counts towards the limit.
  void resume(const MeterReport& earlier);

 private:
  friend struct MeterAccess;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The provider, each of whose calls counts as one of `phase`.
WMH_API std::shared_ptr<Provider> make_metered_provider(std::shared_ptr<Provider> provider,
                                                        std::shared_ptr<Meter> meter, Phase phase);

/// As JSON: `total`, and `by_phase` and `by_model` by name, each {calls, failed_calls,
/// unpriced_calls, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
/// long_cache_write_tokens, reasoning_tokens, cost_usd (null when a price is not known),
/// known_cost_usd, seconds}.
WMH_API json::object to_json(const MeterReport& report);
/// Reads what to_json wrote. Members that are absent are zero.
WMH_API Result<MeterReport> meter_report_from_json(const json::value& value);

WMH_END_NAMESPACE
