#include "offline/excerpts.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace wmh::detail {
namespace {

const std::string text = "Cash\ncash flow\nsales\ntotal cash\nend\n";

/// Whether the arguments may mean this part of the text above.
bool offers(const char* arguments, Making making, const char* content) {
  const auto excerpts = excerpts_of(hints_of(arguments), text);
  return std::any_of(excerpts.begin(), excerpts.end(), [&](const Excerpt& each) {
    return each.making == making && each.content == content;
  });
}

TEST(Excerpts, ByNumbers) {
  EXPECT_TRUE(offers("head -2", Making::first_lines, "Cash\ncash flow\n"));
  EXPECT_TRUE(offers("tail -1", Making::last_lines, "end\n"));
  EXPECT_TRUE(offers("2,3p", Making::line_range, "cash flow\nsales\n"));
  EXPECT_TRUE(offers("4,90p", Making::line_range, "total cash\nend\n"));
  EXPECT_TRUE(offers("80,90p", Making::line_range, ""));
}

TEST(Excerpts, ByQuotedTexts) {
  EXPECT_TRUE(offers("'cash'", Making::matching, "cash flow\ntotal cash\n"));
  EXPECT_TRUE(offers("'cash'", Making::matching_numbered, "2:cash flow\n4:total cash\n"));
  EXPECT_TRUE(offers("'cash'", Making::matching_any_case, "Cash\ncash flow\ntotal cash\n"));
  EXPECT_TRUE(offers("'cash' 1", Making::first_matching_any_case_numbered, "1:Cash\n"));
  EXPECT_TRUE(offers("'nothing'", Making::matching, ""));
}

TEST(Excerpts, WithTheLinesAround) {
  EXPECT_TRUE(offers("'sales' -A1", Making::after_matching, "sales\ntotal cash\n"));
  EXPECT_TRUE(offers("'sales' -B1", Making::before_matching, "cash flow\nsales\n"));
  EXPECT_TRUE(offers("'sales' -C1", Making::around_matching, "cash flow\nsales\ntotal cash\n"));
  EXPECT_TRUE(
      offers("'sales' -A2 -B1", Making::around_matching, "cash flow\nsales\ntotal cash\nend\n"));
}

TEST(Excerpts, NoneOfASingleLineNorOfAVeryLongText) {
  EXPECT_TRUE(excerpts_of(hints_of("1 'a'"), "a").empty());
  std::string lines;
  for (int i = 0; i < 4001; ++i)
    lines += "a\n";
  EXPECT_TRUE(excerpts_of(hints_of("1 'a'"), lines).empty());
}

TEST(Excerpts, WithoutHintsOnlyPrefixesAreTaken) {
  EXPECT_TRUE(excerpts_of({}, text).empty());
  const auto excerpts = excerpts_of({}, "a:1\nb:2");
  ASSERT_EQ(excerpts.size(), 1U);
  EXPECT_EQ(excerpts[0].making, Making::unprefixed);
  EXPECT_EQ(excerpts[0].content, "1\n2\n");
}

}  // namespace
}  // namespace wmh::detail
