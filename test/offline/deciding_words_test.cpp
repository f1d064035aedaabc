#include "offline/deciding_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace wmh::detail {
namespace {

using Slots = HashedRegression::Slots;

Slots differing(const char* a, const char* b, bool same_task = false) {
  return difference_slots(set_of(words_of(a)), set_of(words_of(b)), same_task);
}

CallWords call_words(const char* text) {
  const Words words = words_of(text);
  return {set_of(words), words};
}

Slots making(Making how, const char* query, const char* neighbour) {
  return making_slots(how, call_words(query), call_words(neighbour), false, false);
}

std::size_t common(Slots a, Slots b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  Slots both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

TEST(DecidingWords, CallsDifferInWhatOneHasAndTheOtherHasNot) {
  EXPECT_EQ(differing("a b", "b a").size(), 1U) << "only whether the tasks are equal";
  EXPECT_EQ(differing("a b", "a c"), differing("a c", "a b"));
  EXPECT_EQ(differing("a b", "a c").size(), 3U);
  EXPECT_NE(differing("a", "a", true), differing("a", "a", false));
}

TEST(DecidingWords, OfLongCallsTheFirstAreTaken) {
  std::string many;
  for (int i = 0; i < 100; ++i)
    many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(differing(many.c_str(), "").size(), 65U);
  EXPECT_LE(making(Making::matching, many.c_str(), "x").size(), 8U + 40 + 40 + 14);
}

TEST(DecidingWords, AMakingIsLearnedOfApartFromOthers) {
  const Slots whole = making(Making::as_recorded, "grep x", "cat x");
  const Slots cut = making(Making::matching, "grep x", "cat x");
  EXPECT_EQ(common(whole, cut), 1U) << "whether the tasks are equal";
  EXPECT_GT(common(cut, making(Making::matching, "grep x", "cat x y")), 4U);
}

TEST(DecidingWords, AskedWordsTellOfAMakingButNotOfAWholeAnswer) {
  EXPECT_EQ(making(Making::as_recorded, "a b", "a b").size(), 8U);
  EXPECT_EQ(making(Making::first_lines, "a b", "a b").size(), 10U);
}

}  // namespace
}  // namespace wmh::detail
