#include "offline/query_words.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wmh::detail {
namespace {

TEST(QueryWords, OverlapByTheWeightOfTheirWords) {
  WordCounts counts;
  for (const char* text : {"cat old", "cat new", "cat"})
    counts.add(words_of(text));
  const double frequent = std::log(4 / 3.5), rare = std::log(4 / 1.5), unknown = std::log(4 / 0.5);
  const QueryWords query(Action::message("cat old other"), counts, false);
  const Overlap overlap = query.with(set_of(words_of("cat new old")));
  EXPECT_NEAR(overlap.of_query, (frequent + rare) / (frequent + rare + unknown), 1e-12);
  EXPECT_NEAR(overlap.of_neighbour, (frequent + rare) / (frequent + 2 * rare), 1e-12);
  EXPECT_NEAR(overlap.missing, unknown, 1e-12);
  EXPECT_NEAR(overlap.extra, rare, 1e-12);
  EXPECT_TRUE(overlap.rarest) << "of the words that are recorded";
  EXPECT_FALSE(query.with(set_of(words_of("cat new"))).rarest);
}

TEST(QueryWords, ARecordedActionDoesNotCountItself) {
  WordCounts counts;
  counts.add(words_of("cat old"));
  counts.add(words_of("cat new"));
  const QueryWords query(Action::message("cat old"), counts, true);
  EXPECT_TRUE(query.with(set_of(words_of("cat new"))).rarest) << "only 'cat' is known beside it";
  EXPECT_NEAR(query.with(set_of(words_of("cat new"))).missing, std::log(3 / 0.5), 1e-12);
}

TEST(QueryWords, MayBeNone) {
  const WordCounts none;
  const QueryWords query(Action::message(""), none, false);
  EXPECT_EQ(query.with({}).of_query, 0);
  EXPECT_EQ(query.with({}).of_neighbour, 0);
}

}  // namespace
}  // namespace wmh::detail
