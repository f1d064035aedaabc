#pragma once

#include <wmh/types.hpp>

#include <cstdint>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The words of a text by their hashes, in order, the first 400.
using Words = std::vector<std::uint32_t>;
Words words_of(std::string_view text);

/// In how many argument texts a word occurs. Rare words name things, frequent ones make up the
/// shape of a call.
class WordCounts {
 public:
  void add(const Words& words);  ///< The words of one text.

  /// The inverse document frequency (Spärck Jones 1972): high for rare words.
  /// `others`: a text that has the word does not count itself.
  double weight(std::uint32_t word, bool others = false) const;
  bool is_known(std::uint32_t word, bool others = false) const;
  /// Frequent words and, for runs of other words, one stand-in each.
  Words shape_of(const Words& words) const;

 private:
  static constexpr std::size_t max_words = 1 << 20;  ///< Words that come later count as new.

  std::uint32_t count(std::uint32_t word, bool others) const;

  std::unordered_map<std::uint32_t, std::uint32_t> counts_{};
  std::uint32_t texts_ = 0;
};

/// A set of words, sorted, each once.
Words set_of(Words words);
std::uint64_t hash_of(const Words& words);

}  // namespace detail
WMH_END_NAMESPACE
