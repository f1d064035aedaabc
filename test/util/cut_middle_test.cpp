#include "util/cut_middle.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

TEST(CutMiddle, LeavesWhatFits) {
  EXPECT_EQ(cut_middle("", 0), "");
  EXPECT_EQ(cut_middle("abcdef", 6), "abcdef");
}

TEST(CutMiddle, KeepsHeadAndTailAndSaysWhatIsMissing) {
  EXPECT_EQ(cut_middle("abcdefgh", 5), "abc\n[... 3 bytes left out ...]\ngh");
  EXPECT_EQ(cut_middle("abc", 0), "\n[... 3 bytes left out ...]\n");
}

TEST(CutMiddle, CutsBetweenCodePoints) {
  const std::string text = "\u20ac\u20ac\u20ac\u20ac";  // three bytes each
  EXPECT_EQ(cut_middle(text, 8), "\u20ac\n[... 6 bytes left out ...]\n\u20ac");
  EXPECT_EQ(head_of(text, 4), "\u20ac");
  EXPECT_EQ(tail_of(text, 5), "\u20ac");
  EXPECT_EQ(tail_of(text, 2), "");
}

TEST(CutMiddle, WorksOnTheEndOfAText) {
  std::string text = "kept: ";
  append_cut_middle(text, "abc", 3);
  EXPECT_EQ(text, "kept: abc");
  cut_middle_from(text, 6, 3);
  EXPECT_EQ(text, "kept: abc");
  cut_middle_from(text, 6, 2);
  EXPECT_EQ(text, "kept: a\n[... 1 bytes left out ...]\nc");
}

}  // namespace
}  // namespace wmh::detail
