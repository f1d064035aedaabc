#include "offline/query_words.hpp"

#include "offline/keys.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {

QueryWords::QueryWords(const Action& action, const WordCounts& counts, bool is_recorded)
    : counts_(counts),
      recorded_(is_recorded),
      text_(plain_text(action)),
      set_(set_of(words_of(text_))) {
  double rarest_weight = -1;
  for (const std::uint32_t word : set_) {
    const double weight = counts.weight(word, recorded_);
    total_ += weight;
    if (!counts.is_known(word, recorded_) || weight <= rarest_weight) continue;
    rarest_weight = weight;
    rarest_ = word;
  }
}

bool QueryWords::has(std::uint32_t word) const {
  return std::binary_search(set_.begin(), set_.end(), word);
}

Overlap QueryWords::with(const Words& other) const {
  Overlap overlap;
  double common = 0, other_total = 0;
  for (const std::uint32_t word : other) {
    const bool shared = has(word);
    const double weight = counts_.weight(word, recorded_ && shared);
    other_total += weight;
    if (shared) {
      common += weight;
      if (word == rarest_) overlap.rarest = true;
    } else {
      overlap.extra = std::max(overlap.extra, weight);
    }
  }
  for (const std::uint32_t word : set_)
    if (!std::binary_search(other.begin(), other.end(), word))
      overlap.missing = std::max(overlap.missing, counts_.weight(word, recorded_));
  overlap.of_query = total_ == 0 ? 0 : common / total_;
  overlap.of_neighbour = other_total == 0 ? 0 : common / other_total;
  return overlap;
}

}  // namespace detail
WMH_END_NAMESPACE
