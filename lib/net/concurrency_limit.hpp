#pragma once

#include <wmh/version.hpp>

#include <cstddef>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How many calls a server takes at once, learnt from its refusals: each round of them halves the
/// number, successes raise it again. Above a number that was refused it tries one more now and then
/// only. Not thread-safe.
class ConcurrencyLimit {
 public:
  explicit ConcurrencyLimit(std::size_t most) : most_(most), now_(most), refused_at_(most + 1) {}

  std::size_t now() const noexcept { return now_; }
  bool is_at_most() const noexcept { return now_ == most_; }

  /// Given to a call when it begins: refusals of calls of one round count once.
  int round() const noexcept { return round_; }

  void succeeded() noexcept;
  void refused(int round) noexcept;

 private:
  static constexpr std::size_t patience = 10;

  std::size_t most_;
  std::size_t now_;
  std::size_t refused_at_;  ///< The least number that is known to be too high.
  std::size_t successes_ = 0;
  int round_ = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
