#pragma once

#include "offline/words.hpp"

#include <cstddef>
#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Learns which words decide an answer: how alike two calls are answered, from the words that one
/// has and the other has not. A logistic regression over hashed words (Weinberger et al. 2009).
class DifferenceModel {
 public:
  static constexpr std::size_t slots = 1 << 14;

  /// Two calls and how alike they were answered, from 0 to 1.
  struct Pair {
    std::vector<std::uint16_t> words{};  ///< Slots of the words that differ.
    bool same_task = false;
    float alike = 0;
  };
  DifferenceModel() = default;
  explicit DifferenceModel(std::vector<float> weights) : weights_(std::move(weights)) {}

  static std::vector<std::uint16_t> differing(const Words& a, const Words& b);

  void learn(std::span<const Pair> pairs);
  double predict(std::span<const std::uint16_t> words, bool same_task) const;
  /// One a slot and two more; none before anything was learned.
  const std::vector<float>& weights() const noexcept { return weights_; }

 private:
  double logit(std::span<const std::uint16_t> words, bool same_task) const;

  std::vector<float> weights_{};  ///< The last two: for different tasks and the same one.
};

}  // namespace detail
WMH_END_NAMESPACE
