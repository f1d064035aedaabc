#include "offline/profile.hpp"

#include <wmh/json.hpp>

#include "offline/keys.hpp"
#include "util/json_leaves.hpp"
#include "util/mix_hash.hpp"
#include "util/text.hpp"
#include "util/tokens.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t compared_bytes = 16 << 10;

std::uint64_t value_hash(const json::value& leaf) {
  if (leaf.is_number()) {
    const double number = leaf.to_number<double>() + 0.0;  // -0.0 equals 0.0
    return mix_hash(1, text_hash(canonical_json(json::value(number))));
  }
  if (leaf.is_string()) return mix_hash(2, text_hash(leaf.get_string()));
  return mix_hash(3, text_hash(to_text(leaf)));
}

/// Calls `both(a, b)` for members of two sorted lists whose first halves are equal.
template <class Pairs, class Both>
void for_each_common(const Pairs& a, const Pairs& b, Both both) {
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (i->first < j->first)
      ++i;
    else if (j->first < i->first)
      ++j;
    else
      both(*i++, *j++);
  }
}

}  // namespace

Profile::Profile(const Observation& observation)
    : layout_(observation.content), is_error_(observation.is_error) {
  const std::string_view text = trim(observation.content);
  outcome_ = outcome_key(observation);
  length_ = text.size();
  empty_ = text.empty();
  if (!empty_ && (text.front() == '{' || text.front() == '['))
    if (const auto parsed = parse_json(text))
      for (const auto& [path, leaf] : json_leaves(*parsed))
        leaves_.emplace_back(text_hash(path), value_hash(*leaf));
  std::sort(leaves_.begin(), leaves_.end());

  std::vector<std::uint32_t> hashes;
  for (const std::string_view token : tokens(text.substr(0, compared_bytes)))
    hashes.push_back(static_cast<std::uint32_t>(text_hash(token)));
  token_count_ = hashes.size();
  std::sort(hashes.begin(), hashes.end());
  for (const std::uint32_t hash : hashes)
    if (!tokens_.empty() && tokens_.back().first == hash)
      ++tokens_.back().second;
    else
      tokens_.emplace_back(hash, 1);
}

double structural_similarity(const Profile& truth, const Profile& guess) {
  if (truth.is_error_ != guess.is_error_) return 0;
  if (truth.outcome_ == guess.outcome_) return 1;
  std::size_t shared = 0, equal = 0;
  if (truth.is_json() && guess.is_json()) {
    for_each_common(truth.leaves_, guess.leaves_, [&](const auto& a, const auto& b) {
      ++shared;
      if (a.second == b.second) ++equal;
    });
    return static_cast<double>(equal) /
           static_cast<double>(truth.leaves_.size() + guess.leaves_.size() - shared);
  }
  for_each_common(truth.tokens_, guess.tokens_,
                  [&](const auto& a, const auto& b) { shared += std::min(a.second, b.second); });
  const std::size_t all = truth.token_count_ + guess.token_count_;
  return all == 0 ? 0 : 2.0 * static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace detail
WMH_END_NAMESPACE
