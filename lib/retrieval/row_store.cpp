#include "retrieval/row_store.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_bytes = std::size_t{256} << 20;

/// Few rows are read as fast as floats, and of a large share nothing can be left out
/// (test/bench/top_k_bench.cpp).
bool bytes_pay(std::size_t rows, std::size_t dim, std::size_t k) {
  return fast_dot_bytes() && dim > 0 && dim <= ByteRows::max_dim && rows >= 512 && k <= rows / 16;
}

}  // namespace

const float* RowStore::row(std::size_t row) const noexcept {
  return row < base_.rows() ? base_.values() + row * dim_ : appended_.row(row - base_.rows());
}

/// Returns how many of the first `rows` have bytes: while another thread writes them, it may be
/// fewer.
std::size_t RowStore::write_bytes(std::size_t rows) {
  const std::size_t wanted = std::min(rows, max_bytes / dim_);
  if (bytes_.size() < wanted)
    if (const std::unique_lock lock(writing_bytes_, std::try_to_lock); lock)
      for (std::size_t next = bytes_.size(); next < wanted; ++next)
        bytes_.append({row(next), dim_});
  return std::min(bytes_.size(), wanted);
}

std::vector<Hit> RowStore::best(std::span<const float> query, std::size_t k,
                                std::function<bool(std::size_t)> skip) {
  const DotRows dot = fastest_dot_rows();
  const auto score = [&](std::size_t number) {
    float product = 0;
    dot(row(number), 1, dim_, query.data(), &product);
    return product;
  };
  const std::size_t rows = size();
  const std::size_t with_bytes = bytes_pay(rows, dim_, k) ? write_bytes(rows) : 0;
  TopK best(k, std::move(skip));
  if (with_bytes > 0) best.scan(bytes_.upper_bounds(query, with_bytes, fast_dot_bytes()), score);
  for_each_block(with_bytes, rows, [&](std::size_t first, std::size_t count, const float* values) {
    best.scan(values, first, count, dim_, query.data(), dot);
  });
  return best.take();
}

}  // namespace detail
WMH_END_NAMESPACE
