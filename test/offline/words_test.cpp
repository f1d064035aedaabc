#include "offline/words.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wmh::detail {
namespace {

std::uint32_t word(const char* text) {
  return words_of(text).at(0);
}

WordCounts counts_of(std::initializer_list<const char*> texts) {
  WordCounts counts;
  for (const char* text : texts)
    counts.add(words_of(text));
  return counts;
}

TEST(Words, AreTokensInOrderUpToABound) {
  EXPECT_EQ(words_of("a b a"), (Words{word("a"), word("b"), word("a")}));
  EXPECT_TRUE(words_of(" \n").empty());
  std::string many;
  for (int i = 0; i < 500; ++i)
    many += "x ";
  EXPECT_EQ(words_of(many).size(), 400U);
  EXPECT_EQ(set_of(words_of("b a b")).size(), 2U);
  EXPECT_EQ(set_of(words_of("b a b")), set_of(words_of("a b")));
}

TEST(WordCounts, WeighRareWordsMore) {
  const WordCounts counts = counts_of({"get a a", "get b", "get c"});
  EXPECT_DOUBLE_EQ(counts.weight(word("get")), std::log(4 / 3.5));
  EXPECT_DOUBLE_EQ(counts.weight(word("a")), std::log(4 / 1.5));
  EXPECT_DOUBLE_EQ(counts.weight(word("new")), std::log(4 / 0.5));
}

TEST(WordCounts, ATextDoesNotCountItself) {
  const WordCounts counts = counts_of({"get a", "get b"});
  EXPECT_TRUE(counts.is_known(word("a")));
  EXPECT_FALSE(counts.is_known(word("a"), true));
  EXPECT_TRUE(counts.is_known(word("get"), true));
  EXPECT_FALSE(counts.is_known(word("new"), true));
  EXPECT_DOUBLE_EQ(counts.weight(word("a"), true), std::log(3 / 0.5));
}

TEST(WordCounts, AShapeKeepsFrequentWords) {
  const WordCounts counts = counts_of({"cat one", "cat two", "cat three"});
  const auto shape = [&](const char* text) {
    return counts.shape_of(words_of(text));
  };
  EXPECT_EQ(shape("cat one"), shape("cat other words"));
  EXPECT_NE(shape("cat one"), shape("one cat"));
  EXPECT_NE(shape("cat one"), shape("cat"));
  EXPECT_EQ(shape("cat"), (Words{word("cat")}));
}

TEST(HashOf, KnowsTheOrder) {
  EXPECT_NE(hash_of({1, 2}), hash_of({2, 1}));
  EXPECT_NE(hash_of({}), hash_of({0}));
}

}  // namespace
}  // namespace wmh::detail
