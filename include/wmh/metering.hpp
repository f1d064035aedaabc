#pragma once

#include <wmh/provider.hpp>
#include <wmh/retriever.hpp>

WMH_BEGIN_NAMESPACE

/// What language models are asked for.
enum class Phase { build, gepa, judge, serve, embed };
WMH_API std::string_view to_string(Phase phase) noexcept;

/// What some calls took.
struct Spending {
  std::int64_t calls = 0;
  std::int64_t failed_calls = 0;  ///< Of `calls`.
  TokenUsage tokens{};
  double cost_usd = 0;              ///< Of the calls whose price is known.
  std::int64_t unpriced_calls = 0;  ///< Calls that answered and whose price is not known.
  double seconds = 0;               ///< Sum over the calls, which may overlap.

  /// The whole cost; nullopt when the price of some call is not known.
  std::optional<double> cost() const noexcept {
    return unpriced_calls == 0 ? std::optional<double>(cost_usd) : std::nullopt;
  }
  Spending& operator+=(const Spending& other) noexcept;
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
/// Calls are admitted as long as what was spent, and what the calls under way may take (each as
/// much as the dearest so far), is below the limit; the others fail with errc::limit_reached before
/// anything is sent. A cost limit needs prices: a call to a model without one fails with
/// errc::invalid_argument, and says to use a limit of calls.
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

/// As JSON: {calls, failed_calls, input_tokens, output_tokens, cache_read_tokens,
/// cache_write_tokens, cost_usd (null when a price is not known), seconds} for `total` and each
/// entry of `by_phase` and `by_model`.
WMH_API json::object to_json(const MeterReport& report);

WMH_END_NAMESPACE
