#include "retrieval/top_k.hpp"

#include <algorithm>
#include <array>
#include <limits>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool better(const Hit& a, const Hit& b) {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

}  // namespace

TopK::TopK(std::size_t k, std::function<bool(std::size_t)> skip) : k_(k), skip_(std::move(skip)) {
  constexpr std::size_t usual = 64;
  heap_.reserve(std::min(k, usual));
}

void TopK::scan(const float* rows, std::size_t first, std::size_t count, std::size_t dim,
                const float* query, DotRows dot) {
  if (k_ == 0) return;
  std::array<float, 256> scores;
  for (std::size_t done = 0; done < count; done += scores.size()) {
    const std::size_t block = std::min(scores.size(), count - done);
    dot(rows + done * dim, block, dim, query, scores.data());
    for (std::size_t i = 0; i < block; ++i)
      if (may_enter(scores[i])) offer(first + done + i, scores[i]);
  }
}

void TopK::scan(std::vector<float> bounds, const std::function<float(std::size_t)>& score) {
  if (k_ == 0) return;
  constexpr float done = -std::numeric_limits<float>::infinity();
  // The rows of the highest bounds go first: after them few others can enter.
  TopK likely(k_, skip_);
  for (std::size_t row = 0; row < bounds.size(); ++row)
    if (likely.may_enter(bounds[row])) likely.offer(row, bounds[row]);
  for (const Hit& hit : likely.take()) {
    offer(hit.row, score(hit.row));
    bounds[hit.row] = done;
  }
  if (heap_.size() < k_) return;  // those that are left are skipped
  for (std::size_t row = 0; row < bounds.size(); ++row)
    if (may_enter(bounds[row]) && bounds[row] != done) offer(row, score(row));
}

void TopK::offer(std::size_t row, float score) {
  if (heap_.size() == k_ && !better({row, score}, heap_.front())) return;
  if (skip_ && skip_(row)) return;
  if (heap_.size() == k_) {
    std::pop_heap(heap_.begin(), heap_.end(), better);
    heap_.pop_back();
  }
  heap_.push_back({row, score});
  std::push_heap(heap_.begin(), heap_.end(), better);
}

std::vector<Hit> TopK::take() {
  std::sort_heap(heap_.begin(), heap_.end(), better);
  return std::move(heap_);
}

}  // namespace detail
WMH_END_NAMESPACE
