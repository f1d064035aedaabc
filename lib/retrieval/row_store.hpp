#pragma once

#include "retrieval/byte_rows.hpp"
#include "retrieval/npy.hpp"
#include "retrieval/top_k.hpp"

#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Rows of one length: those of a file, then appended ones. Any number of readers and one writer at
/// a time.
///
/// The first search also writes the rows as bytes, a quarter of their size and at most 256 MiB,
/// which later ones read in their place. Found is what floats alone would find.
class RowStore {
 public:
  explicit RowStore(std::size_t dim) : dim_(dim), appended_(dim), bytes_(dim) {}
  /// The rows of a file, whose dimension (where it has rows) is `dim`.
  RowStore(std::size_t dim, NpyMatrix base) : RowStore(dim) { base_ = std::move(base); }

  std::size_t dim() const noexcept { return dim_; }
  std::size_t size() const noexcept { return base_.rows() + appended_.size(); }
  void append(std::span<const float> row) { appended_.append(row); }

  /// Calls visit(first row, number of rows, values) for the rows from `begin` to `end`.
  template <class Visit>
  void for_each_block(std::size_t begin, std::size_t end, Visit visit) const {
    const std::size_t in_file = std::min(base_.rows(), end);
    if (begin < in_file) visit(begin, in_file - begin, base_.values() + begin * dim_);
    const auto visit_appended = [&](std::size_t first, std::size_t rows, const float* values) {
      visit(base_.rows() + first, rows, values);
    };
    if (end > base_.rows())
      appended_.for_each_block(std::max(begin, base_.rows()) - base_.rows(), end - base_.rows(),
                               visit_appended);
  }

  /// The k rows of the highest dot products with `query`, best first, equal ones by row; without
  /// those that `skip` names.
  std::vector<Hit> best(std::span<const float> query, std::size_t k,
                        std::function<bool(std::size_t row)> skip = {});

 private:
  const float* row(std::size_t row) const noexcept;
  std::size_t write_bytes(std::size_t rows);

  std::size_t dim_;
  NpyMatrix base_{};
  AppendRows<float> appended_;
  ByteRows bytes_;
  std::mutex writing_bytes_{};
};

}  // namespace detail
WMH_END_NAMESPACE
