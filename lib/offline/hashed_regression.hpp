#pragma once

#include <wmh/version.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A logistic regression over things that are there or not, each told by a hash (Weinberger et al.
/// 2009), learned with AdaGrad (Duchi, Hazan, Singer 2011).
class HashedRegression {
 public:
  using Slot = std::uint32_t;
  using Slots = std::vector<Slot>;
  static constexpr std::size_t slots = 1 << 18;
  static Slot slot_of(std::uint64_t hash) { return static_cast<Slot>(hash % slots); }

  struct Sample {
    Slots there{};
    float target = 0;  ///< From 0 to 1.
  };
  HashedRegression() = default;
  explicit HashedRegression(std::vector<float> weights) : weights_(std::move(weights)) {}

  void learn(std::span<const Sample* const> samples);
  /// 0 before anything was learned.
  double predict(const Slots& there) const;
  /// One a slot; none before anything was learned.
  const std::vector<float>& weights() const noexcept { return weights_; }

 private:
  double logit(const Slots& there) const;

  std::vector<float> weights_{};
};

}  // namespace detail
WMH_END_NAMESPACE
