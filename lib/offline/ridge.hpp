#pragma once

#include "offline/cholesky.hpp"
#include "offline/guess_features.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Linear least squares with a penalty on the weights' squares (Hoerl and Kennard 1970).
class RidgeRegression {
 public:
  void add(const Features& features, double target);
  /// Zeros where nothing was added.
  Features solve(double penalty) const;

 private:
  Matrix<feature_count> products_{};  // sums of feature times feature
  Features targets_{};                // sums of feature times target
};

double dot(const Features& a, const Features& b);

}  // namespace detail
WMH_END_NAMESPACE
