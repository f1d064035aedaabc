#pragma once

#include "retrieval/append_rows.hpp"
#include "retrieval/dot_bytes.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How a row of floats differs from its bytes: it is `step` times them, but for an error.
struct ByteScale {
  float step = 0;
  float error = 0;   ///< At least the length of the difference; infinite where bytes cannot do it.
  float length = 0;  ///< Else: at least the lengths of the row and of what its bytes stand for.
};

/// Writes a row as multiples, -127 to 127, of one step. Rows that are small multiples of one
/// number, as counts of trigrams are, come out exact but for rounding.
ByteScale to_bytes(std::span<const float> row, std::span<std::int8_t> bytes);

/// Rows of floats once more, in a quarter of the room, to tell at a fraction of the reading which
/// rows cannot be among the best. Any number of readers and one writer at a time.
class ByteRows {
 public:
  explicit ByteRows(std::size_t dim);

  /// A longer row's dot product does not fit.
  static constexpr std::size_t max_dim = 100'000;

  std::size_t size() const noexcept { return lengths_.size(); }
  void append(std::span<const float> row);

  /// For each of the first `count` rows a number that no DotRows kernel's score of the row exceeds.
  std::vector<float> upper_bounds(std::span<const float> query, std::size_t count,
                                  DotBytes dot) const;

 private:
  std::size_t dim_;
  AppendRows<std::int8_t> bytes_;
  AppendRows<float> steps_{1}, errors_{1}, lengths_{1};
};

}  // namespace detail
WMH_END_NAMESPACE
