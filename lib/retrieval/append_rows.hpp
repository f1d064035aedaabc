#pragma once

#include <wmh/version.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <memory>
#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Rows of numbers that only grow. Blocks double in size and never move, so an append copies one
/// row and readers need no lock: what is below size() never changes. Any number of readers and one
/// writer at a time.
template <class Number>
class AppendRows {
 public:
  /// Blocks begin at multiples of it: so many rows from such a multiple on lie side by side.
  static constexpr std::size_t first_block = 64;

  explicit AppendRows(std::size_t dim) : dim_(dim) {}

  std::size_t size() const noexcept { return size_.load(std::memory_order_acquire); }

  void append(std::span<const Number> row) {
    assert(row.size() == dim_);
    const std::size_t at = size_.load(std::memory_order_relaxed);
    const Place place = place_of(at);
    if (place.offset == 0)
      blocks_[place.block] = std::make_unique<Number[]>(block_rows(place.block) * dim_);
    std::copy(row.begin(), row.end(), blocks_[place.block].get() + place.offset * dim_);
    size_.store(at + 1, std::memory_order_release);
  }

  /// The values of a row below size().
  const Number* row(std::size_t row) const noexcept {
    const Place place = place_of(row);
    return blocks_[place.block].get() + place.offset * dim_;
  }

  /// Calls visit(first row, number of rows, values) for the rows from `begin` to `end`, block by
  /// block.
  template <class Visit>
  void for_each_block(std::size_t begin, std::size_t end, Visit visit) const {
    while (begin < end) {
      const Place place = place_of(begin);
      const std::size_t rows = std::min(block_rows(place.block) - place.offset, end - begin);
      visit(begin, rows, row(begin));
      begin += rows;
    }
  }

 private:
  struct Place {
    std::size_t block;
    std::size_t offset;
  };
  static std::size_t block_rows(std::size_t block) { return first_block << block; }
  static Place place_of(std::size_t row) {
    // Block b begins at row 64 * (2^b - 1).
    const auto block = static_cast<std::size_t>(std::bit_width(row / first_block + 1) - 1);
    return {block, row - first_block * ((std::size_t{1} << block) - 1)};
  }

  std::size_t dim_;
  std::atomic<std::size_t> size_{0};
  std::array<std::unique_ptr<Number[]>, 48> blocks_{};
};

}  // namespace detail
WMH_END_NAMESPACE
