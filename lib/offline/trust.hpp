#pragma once

#include "offline/contexts.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How often a context was right, for each tool and for all tools together, as leave-one-out
/// trials show it.
class Trust {
 public:
  void count(std::uint64_t tool, const Context& context, bool right);

  /// The share of answers that are right. Where trials of the tool in this context are few, those
  /// of the tool with any support count, and before them those of all tools.
  double of(std::uint64_t tool, const Context& context) const;
  /// The same as though one trial had not been counted.
  double without(std::uint64_t tool, const Context& context, bool right) const;

  /// Answers trusted less than this are not given as recorded.
  double threshold = 1;

  struct Trials {
    double right = 0;
    double count = 0;
  };
  const std::map<std::uint64_t, Trials>& trials() const noexcept { return trials_; }
  void add_trials(std::uint64_t key, Trials trials) { trials_[key] = trials; }

 private:
  /// From the most general trials to the most particular ones.
  using Levels = std::array<std::uint64_t, 3>;
  static Levels levels(std::uint64_t tool, const Context& context);
  double estimate(std::uint64_t tool, const Context& context, const Trials& left_out) const;

  std::map<std::uint64_t, Trials> trials_{};  ///< By level.
};

/// An answer that the recordings decide.
struct TrustedAnswer {
  ContextAnswer answer{};
  double trust = 0;
};
/// The answer that is trusted most, of equal ones the first, which asks for least. nullopt when
/// none is trusted enough.
std::optional<TrustedAnswer> find_recorded(const Query& query, const Recordings& recordings,
                                           const Effects& effects, const Trust& trust);

/// Learns from a bounded number of recorded steps, each answered from the other traces and once
/// more from the traces of other tasks. The threshold is the lowest at which 99 % of the trials'
/// answers are right, with the task recorded and without.
Trust learn_trust(const Recordings& recordings, const Effects& effects);

}  // namespace detail
WMH_END_NAMESPACE
