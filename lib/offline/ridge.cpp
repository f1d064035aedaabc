#include "offline/ridge.hpp"

#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {

void RidgeRegression::add(const Features& features, double target) {
  for (std::size_t i = 0; i < feature_count; ++i) {
    targets_[i] += features[i] * target;
    for (std::size_t j = 0; j <= i; ++j)
      products_[i][j] += features[i] * features[j];
  }
}

/// The penalty makes the matrix positive definite.
Features RidgeRegression::solve(double penalty) const {
  Matrix<feature_count> penalised = products_;
  for (std::size_t i = 0; i < feature_count; ++i)
    penalised[i][i] += penalty;
  return solve_positive(penalised, targets_);
}

double dot(const Features& a, const Features& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace detail
WMH_END_NAMESPACE
