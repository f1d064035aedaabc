#include "util/text.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

TEST(Trim, TakesAsciiBlanks) {
  EXPECT_EQ(trim(" \t\r\n\f\va b \n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("\u00a0a"), "\u00a0a");
}

TEST(LowerCase, ChangesAsciiLettersAlone) {
  for (int byte = 0; byte < 256; ++byte) {
    const auto letter = static_cast<char>(byte);
    const bool large = byte >= 'A' && byte <= 'Z';
    EXPECT_EQ(lower_case(letter), large ? static_cast<char>(byte + 32) : letter) << byte;
  }
  EXPECT_EQ(lower_case("ÄB-c@[Z"), "Äb-c@[z");
  EXPECT_EQ(lower_case(""), "");
}

TEST(SameIgnoringCase, ComparesWholeTexts) {
  EXPECT_TRUE(same_ignoring_case("Content-Type", "content-TYPE"));
  EXPECT_TRUE(same_ignoring_case("", ""));
  EXPECT_FALSE(same_ignoring_case("a", "ab"));
  EXPECT_FALSE(same_ignoring_case("[", "{"));
  EXPECT_FALSE(same_ignoring_case("Ä", "ä"));
}

}  // namespace
}  // namespace wmh::detail
