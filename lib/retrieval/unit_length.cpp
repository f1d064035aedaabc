#include "retrieval/unit_length.hpp"

#include <array>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {

double length_of(std::span<const float> row) {
  // Eight sums side by side, so that the compiler may use vector registers.
  std::array<double, 8> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= row.size(); i += sums.size())
    for (std::size_t lane = 0; lane < sums.size(); ++lane)
      sums[lane] += static_cast<double>(row[i + lane]) * static_cast<double>(row[i + lane]);
  double total = 0;
  for (; i < row.size(); ++i)
    total += static_cast<double>(row[i]) * static_cast<double>(row[i]);
  for (const double sum : sums)
    total += sum;
  return std::sqrt(total);
}

void scale_to_unit_length(std::span<float> row) {
  const double length = length_of(row);
  if (!(length > 0) || !std::isfinite(length)) return;
  const auto scale = static_cast<float>(1 / length);
  for (float& value : row)
    value *= scale;
}

}  // namespace detail
WMH_END_NAMESPACE
