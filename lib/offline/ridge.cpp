#include "offline/ridge.hpp"

#include <cmath>
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

/// By Cholesky's decomposition: the penalty makes the matrix positive definite.
Features RidgeRegression::solve(double penalty) const {
  std::array<Features, feature_count> lower{};
  for (std::size_t i = 0; i < feature_count; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = products_[i][j] + (i == j ? penalty : 0);
      for (std::size_t k = 0; k < j; ++k)
        rest -= lower[i][k] * lower[j][k];
      lower[i][j] = i == j ? std::sqrt(rest) : rest / lower[j][j];
    }
  Features solution = targets_;
  for (std::size_t i = 0; i < feature_count; ++i) {
    for (std::size_t k = 0; k < i; ++k)
      solution[i] -= lower[i][k] * solution[k];
    solution[i] /= lower[i][i];
  }
  for (std::size_t i = feature_count; i-- > 0;) {
    for (std::size_t k = i + 1; k < feature_count; ++k)
      solution[i] -= lower[k][i] * solution[k];
    solution[i] /= lower[i][i];
  }
  return solution;
}

double dot(const Features& a, const Features& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace detail
WMH_END_NAMESPACE
