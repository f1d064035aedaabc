#pragma once

#include <wmh/provider.hpp>
#include <wmh/types.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
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
/// the limit; the others fail with errc::budget_spent before anything is sent. A limit of calls is
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

/// What a session has used so far.
struct UsageRecord {
  std::int64_t steps = 0;
  std::int64_t failed_steps = 0;
  std::map<std::string, std::int64_t> steps_by_source{};  ///< By `metadata.source`.
  Spending spent{};                                       ///< On language models.
  Spending judging{};                                     ///< Of it: on judges.
  std::int64_t calls_saved = 0;                           ///< Calls that recordings made needless.
  std::chrono::duration<double> stepping{};               ///< Time spent inside steps.

  /// What the saved calls would have cost, each as much as the mean of those that were made;
  /// nullopt when none was made or a price is not known.
  std::optional<double> cost_saved() const noexcept {
    if (spent.calls == 0 || !spent.cost()) return std::nullopt;
    return static_cast<double>(calls_saved) * spent.cost_usd / static_cast<double>(spent.calls);
  }
};
/// {steps, failed_steps, steps_by_source, spent, judging, calls_saved, cost_saved_usd (null when
/// not known), step_seconds}; `spent` and `judging` as in a MeterReport.
WMH_API json::object to_json(const UsageRecord& usage);
/// Reads what to_json wrote. Members that are absent are zero.
WMH_API Result<UsageRecord> usage_record_from_json(const json::value& value);

/// As JSON: `total`, and `by_phase` and `by_model` by name, each {calls, failed_calls,
/// unpriced_calls, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
/// long_cache_write_tokens, reasoning_tokens, cost_usd (null when a price is not known),
/// known_cost_usd, seconds}.
WMH_API json::object to_json(const MeterReport& report);
/// What a build, a session or an eval took.
struct RunRecord {
  std::string run_id{};
  std::string kind{};        ///< build, serve or eval.
  std::string started_at{};  ///< UTC, seconds, ISO 8601.
  double seconds = 0;
  MeterReport spent{};
};
/// One with an id of its own, begun now.
WMH_API RunRecord begin_run(std::string kind);
/// {run_id, kind, started_at, duration_seconds} and the members of its report.
WMH_API json::object to_json(const RunRecord& record);
/// Writes `<folder>/<run_id>.json`, and the folder where it is missing. Returns the path.
WMH_API Result<std::filesystem::path> save_run_record(const std::filesystem::path& folder,
                                                      const RunRecord& record);

/// Reads what to_json wrote. Members that are absent are zero.
WMH_API Result<MeterReport> meter_report_from_json(const json::value& value);

WMH_END_NAMESPACE
