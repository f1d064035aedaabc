#include "offline/text_lines.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using Found = std::vector<std::size_t>;

const std::string poem = "One\ntwo\nthree\nTwo and one\nfive\nsix\nseven\n";

TEST(TextLines, AreCountedAsPrinted) {
  EXPECT_EQ(TextLines("").size(), 1U);
  EXPECT_EQ(TextLines("a").size(), 1U);
  EXPECT_EQ(TextLines("a\n").size(), 1U);
  EXPECT_EQ(TextLines("a\n\n").size(), 2U);
  EXPECT_EQ(TextLines(poem).size(), 7U);
  EXPECT_EQ(TextLines(poem)[3], "Two and one");
}

TEST(TextLines, FindsLinesThatContainATextInOneCaseOrAny) {
  const TextLines lines(poem);
  EXPECT_EQ(lines.containing({"two"}, false), (Found{1}));
  EXPECT_EQ(lines.containing({"TWO", "six"}, true), (Found{1, 3, 5}));
  EXPECT_TRUE(lines.containing({"eight"}, true).empty());
}

TEST(TextLines, TakesRangesAndPicks) {
  const TextLines lines(poem);
  EXPECT_EQ(lines.range(1, 3), "two\nthree\n");
  EXPECT_EQ(lines.range(5, 99), "six\nseven\n");
  EXPECT_EQ(lines.range(8, 9), "");
  EXPECT_EQ(lines.pick({1, 3}, 9, true), "2:two\n4:Two and one\n");
  EXPECT_EQ(lines.pick({1, 3}, 1, false), "two\n");
}

TEST(TextLines, TakesLinesAroundOthersAndMarksTheGaps) {
  const TextLines lines(poem);
  EXPECT_EQ(lines.around({1, 5}, 1, 0), "One\ntwo\n--\nfive\nsix\n");
  EXPECT_EQ(lines.around({1, 3}, 1, 1), "One\ntwo\nthree\nTwo and one\nfive\n");
  EXPECT_EQ(lines.around({0}, 9, 0), "One\n");
  EXPECT_EQ(lines.around({6}, 0, 9), "seven\n");
}

TEST(TextLines, LosePrefixesThatAllHave) {
  EXPECT_EQ(TextLines("a:1\nb:2:3\n").unprefixed(), "1\n2:3\n");
  EXPECT_EQ(TextLines("a:1\nb\n").unprefixed(), std::nullopt);
}

}  // namespace
}  // namespace wmh::detail
