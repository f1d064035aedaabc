#pragma once

#include "offline/words.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How the words of two argument texts overlap, by weight.
struct Overlap {
  double of_query = 0;      ///< Share of the query's words that the neighbour has,
  double of_neighbour = 0;  ///< and the other way round.
  double missing = 0;       ///< The weightiest word of the query that the neighbour lacks,
  double extra = 0;         ///< and the other way round.
  bool rarest = false;      ///< The neighbour has the query's rarest word that is recorded.
};

/// The words that are asked with, to be compared with those of neighbours. `counts` must outlive
/// it.
class QueryWords {
 public:
  /// `is_recorded`: the action is among those counted, and does not count itself.
  QueryWords(const Action& action, const WordCounts& counts, bool is_recorded);

  const std::string& text() const noexcept { return text_; }
  const Words& set() const noexcept { return set_; }
  /// `other`: a set of words.
  Overlap with(const Words& other) const;

 private:
  bool has(std::uint32_t word) const;

  const WordCounts& counts_;
  bool recorded_;
  std::string text_;
  Words set_;
  double total_ = 0;
  std::uint32_t rarest_ = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
