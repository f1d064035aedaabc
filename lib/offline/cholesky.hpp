#pragma once

#include <wmh/version.hpp>

#include <array>
#include <cmath>
#include <cstddef>

WMH_BEGIN_NAMESPACE
namespace detail {

template <std::size_t size>
using Vector = std::array<double, size>;
/// Of a symmetric one only the lower half is read.
template <std::size_t size>
using Matrix = std::array<Vector<size>, size>;

/// Solves matrix * x = right for a positive definite matrix, by Cholesky's decomposition.
template <std::size_t size>
Vector<size> solve_positive(Matrix<size> matrix, Vector<size> right) {
  Matrix<size>& lower = matrix;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k)
        rest -= lower[i][k] * lower[j][k];
      lower[i][j] = i == j ? std::sqrt(rest) : rest / lower[j][j];
    }
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = 0; k < i; ++k)
      right[i] -= lower[i][k] * right[k];
    right[i] /= lower[i][i];
  }
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t k = i + 1; k < size; ++k)
      right[i] -= lower[k][i] * right[k];
    right[i] /= lower[i][i];
  }
  return right;
}

}  // namespace detail
WMH_END_NAMESPACE
