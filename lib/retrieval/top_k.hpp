#pragma once

#include "retrieval/dot_rows.hpp"

#include <cstdint>
#include <functional>

WMH_BEGIN_NAMESPACE
namespace detail {

struct Hit {
  std::size_t row = 0;
  float score = 0;
  bool operator==(const Hit&) const = default;
};

/// Keeps the k best of the rows it is shown: higher scores first, equal scores by row.
class TopK {
 public:
  /// Rows that `skip` names are left out; it is asked only about rows that would enter.
  TopK(std::size_t k, std::function<bool(std::size_t row)> skip = {});

  /// Scores `count` rows of `dim` floats, the first of which is row number `first`. Rows must be
  /// scanned in ascending order.
  void scan(const float* rows, std::size_t first, std::size_t count, std::size_t dim,
            const float* query, DotRows dot = fastest_dot_rows());

  /// Takes the rows from 0 on, as many as there are bounds. A row's score is at most its bound;
  /// `score` is asked for it where the bound does not tell that the row cannot enter.
  void scan(std::vector<float> bounds, const std::function<float(std::size_t row)>& score);

  /// The hits, best first. Ends the search.
  std::vector<Hit> take();

 private:
  /// Told first, since nearly all rows cannot.
  bool may_enter(float score) const { return heap_.size() < k_ || score >= heap_.front().score; }
  void offer(std::size_t row, float score);

  std::size_t k_;
  std::function<bool(std::size_t)> skip_;
  std::vector<Hit> heap_{};  ///< The worst hit is at the front.
};

}  // namespace detail
WMH_END_NAMESPACE
