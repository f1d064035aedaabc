#include "offline/words.hpp"

#include "util/mix_hash.hpp"
#include "util/tokens.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_words_of_text = 400;
constexpr std::uint32_t stand_in = 0;
constexpr std::uint32_t least_frequent = 3;
constexpr double frequent_share = 0.01;

}  // namespace

Words words_of(std::string_view text) {
  Words words;
  for (const std::string_view token : tokens(text)) {
    if (words.size() == max_words_of_text) break;
    words.push_back(static_cast<std::uint32_t>(text_hash(token)) | 1U);
  }
  return words;
}

void WordCounts::add(const Words& words) {
  ++texts_;
  for (const std::uint32_t word : set_of(words)) {
    if (const auto known = counts_.find(word); known != counts_.end())
      ++known->second;
    else if (counts_.size() < max_words)
      counts_.emplace(word, 1);
  }
}

std::uint32_t WordCounts::count(std::uint32_t word, bool others) const {
  const auto known = counts_.find(word);
  if (known == counts_.end()) return 0;
  return known->second - (others ? 1 : 0);
}

double WordCounts::weight(std::uint32_t word, bool others) const {
  return std::log((texts_ + 1.0) / (count(word, others) + 0.5));
}

bool WordCounts::is_known(std::uint32_t word, bool others) const {
  return count(word, others) > 0;
}

Words WordCounts::shape_of(const Words& words) const {
  const double frequent = std::max<double>(least_frequent, frequent_share * texts_);
  Words shape;
  for (const std::uint32_t word : words) {
    const auto known = counts_.find(word);
    const bool keep = known != counts_.end() && known->second >= frequent;
    if (keep)
      shape.push_back(word);
    else if (shape.empty() || shape.back() != stand_in)
      shape.push_back(stand_in);
  }
  return shape;
}

Words set_of(Words words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::uint64_t hash_of(const Words& words) {
  std::uint64_t hash = 1;
  for (const std::uint32_t word : words)
    hash = mix_hash(hash, word);
  return hash;
}

}  // namespace detail
WMH_END_NAMESPACE
