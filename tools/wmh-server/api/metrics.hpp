#pragma once

#include <wmh/metering.hpp>

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace wmh::server {

/// A histogram of seconds, with bounds from 50 microseconds to 2 minutes. Callable from any thread.
class Histogram {
 public:
  static constexpr std::array<double, 16> bounds{0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025,
                                                 0.005,   0.01,   0.025,   0.1,    0.25,  0.5,
                                                 1,       5,      30,      120};
  void add(double seconds) noexcept;
  /// As lines of a Prometheus text, `labels` being "a=\"b\"" or empty.
  void write(std::string& out, std::string_view name, std::string_view labels) const;

 private:
  std::array<std::atomic<std::uint64_t>, bounds.size() + 1> counts_{};
  std::atomic<std::uint64_t> nanoseconds_ = 0;
};

/// What a server counts for Prometheus. Callable from any thread.
class Metrics {
 public:
  /// A request that was answered with a status.
  void count_request(std::string_view route, int status, double seconds);
  /// A request that was refused before it came to a route.
  void count_refusal(int status);
  /// A step that was taken.
  void count_step(std::string_view model, std::string_view source, double seconds);
  void count_failed_step(std::string_view model);

  /// A value that is read when asked for.
  struct Reading {
    std::string_view name;
    std::string_view help;
    std::string_view type = "gauge";
    double value = 0;
  };
  /// The text exposition format 0.0.4.
  std::string text(std::span<const Reading> readings, const MeterReport& spent) const;

 private:
  /// By the values of two labels, found without a copy of them.
  struct ByViews {
    using is_transparent = void;
    using Views = std::pair<std::string_view, std::string_view>;
    bool operator()(const Views& a, const Views& b) const noexcept { return a < b; }
  };
  template <class Value>
  using ByLabels = std::map<std::pair<std::string, std::string>, Value, ByViews>;

  mutable std::mutex mutex_;                                  // guards the maps, whose nodes stay
  ByLabels<Histogram> steps_;                                 // model and source
  std::map<std::string, Histogram, std::less<>> requests_;    // route
  ByLabels<std::uint64_t> statuses_;                          // route and status
  std::map<std::string, std::uint64_t, std::less<>> failed_;  // model
};

}  // namespace wmh::server
