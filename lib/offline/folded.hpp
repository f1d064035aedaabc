#pragma once

#include "offline/hashed_regression.hpp"

#include <array>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A regression of all samples, and one of each fold's, so that what was learned from one fold can
/// be tried on the other.
struct FoldedRegression {
  std::array<HashedRegression, 2> folds{};
  HashedRegression whole{};

  const HashedRegression& unaware_of(std::size_t fold) const { return folds[1 - fold]; }
};

using FoldedSamples = std::array<std::vector<HashedRegression::Sample>, 2>;
FoldedRegression learn_folded(const FoldedSamples& samples);

}  // namespace detail
WMH_END_NAMESPACE
