// With r = r' + e, where r' is what the bytes of row r stand for, and the same of the query q:
//
//   |r.q - r'.q'| = |e.q + r'.(q - q')| <= |e| |q| + |r'| |q - q'|      (Cauchy-Schwarz)
//
// The integer product gives r'.q'. A float kernel's result differs from r.q by at most
// dim u |r| |q|, whatever the order of its sums, u = 2^-24 (Higham, Accuracy and Stability of
// Numerical Algorithms, 3.5).
#include "retrieval/byte_rows.hpp"

#include "retrieval/unit_length.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr float most = 127;
constexpr float longest = 1e15F;  // the squares of longer rows come near the end of the floats
// More than what is lost in numbers too small to be precise. As the least length it also keeps an
// infinite error infinite.
constexpr float tiny = 1e-30F;

/// The nearest whole number; of small numbers only.
float nearest(float value) {
  return static_cast<float>(static_cast<std::int32_t>(value + std::copysign(0.5F, value)));
}

/// Whether all values are multiples, up to `most`, of `step`.
bool are_multiples(std::span<const float> row, float step) {
  const float inverse = 1 / step;
  return std::all_of(row.begin(), row.end(), [inverse](float value) {
    const float times = value * inverse;
    return std::abs(times) < most + 0.5F && std::abs(times - nearest(times)) < 1e-4F;
  });
}

/// 0 for zeros, and for numbers too small for a step.
float step_of(std::span<const float> row) {
  float least = 0, largest = 0;
  for (const float value : row) {
    const float size = std::abs(value);
    largest = std::max(largest, size);
    if (size > 0 && (least == 0 || size < least)) least = size;
  }
  for (const float parts : {1.0F, 2.0F, 3.0F})
    if (const float step = least / parts; step > 0 && least * most >= largest)
      if (are_multiples(row, step)) return step;
  return largest / most;
}

/// A float above it.
float rounded_up(double value) {
  return static_cast<float>(value * (1 + 1e-6)) + tiny;
}

}  // namespace

ByteScale to_bytes(std::span<const float> row, std::span<std::int8_t> bytes) {
  const double length = length_of(row);
  std::fill(bytes.begin(), bytes.end(), std::int8_t{0});
  if (!(length < longest)) return {0, std::numeric_limits<float>::infinity(), tiny};
  const float step = step_of(row);
  if (!(step > 0)) return {0, rounded_up(length), rounded_up(length)};
  double squares = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const float times = nearest(std::clamp(row[i] / step, -most, most));
    bytes[i] = static_cast<std::int8_t>(times);
    const double difference =
        static_cast<double>(row[i]) - static_cast<double>(step) * static_cast<double>(times);
    squares += difference * difference;
  }
  const double error = std::sqrt(squares);
  return {step, rounded_up(error), rounded_up(length + error)};
}

ByteRows::ByteRows(std::size_t dim) : dim_(dim), bytes_(dim) {}

void ByteRows::append(std::span<const float> row) {
  std::vector<std::int8_t> bytes(dim_);
  const ByteScale scale = to_bytes(row, bytes);
  bytes_.append(bytes);
  steps_.append({&scale.step, 1});
  errors_.append({&scale.error, 1});
  lengths_.append({&scale.length, 1});
}

std::vector<float> ByteRows::upper_bounds(std::span<const float> query, std::size_t count,
                                          DotBytes dot) const {
  std::vector<std::int8_t> bytes(dim_);
  const ByteScale scale = to_bytes(query, bytes);
  // The products and sums below are rounded as well, some ten times.
  const float rounding = (static_cast<float>(dim_) + 16) * 0x1p-24F * 1.01F;
  const float query_error = scale.error + rounding * scale.length;
  std::vector<float> bounds(count);
  constexpr std::size_t block = AppendRows<float>::first_block;
  std::array<std::int32_t, block> products;
  for (std::size_t first = 0; first < count; first += block) {
    const std::size_t rows = std::min(block, count - first);
    dot(bytes_.row(first), rows, dim_, bytes.data(), products.data());
    const float *steps = steps_.row(first), *errors = errors_.row(first),
                *lengths = lengths_.row(first);
    for (std::size_t i = 0; i < rows; ++i)
      bounds[first + i] = steps[i] * scale.step * static_cast<float>(products[i]) +
                          (errors[i] * scale.length + lengths[i] * query_error) + tiny;
  }
  return bounds;
}

}  // namespace detail
WMH_END_NAMESPACE
