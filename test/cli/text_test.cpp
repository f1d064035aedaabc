#include "text.hpp"

#include "cli/support.hpp"
#include "suggest.hpp"

namespace wmh::cli::testing {
namespace {

TEST(Text, CountsCells) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("über"), 4U);
  EXPECT_EQ(display_width("u\u0308ber"), 4U);
  EXPECT_EQ(display_width("日本"), 4U);
  EXPECT_EQ(display_width("😀"), 2U);
  EXPECT_EQ(display_width("±…█"), 3U);
  EXPECT_EQ(display_width("\xff\xfe"), 2U);
}

TEST(Text, ShowsControlCharacters) {
  EXPECT_EQ(printable("a\x1b[31mb\n\tc\x7f"), "a^[[31mb\n\tc^?");
  EXPECT_EQ(printable("a\xc2\x9bz"), "a\uFFFDz");
  EXPECT_EQ(printable("bad \xc3( \xed\xa0\x80"), "bad \uFFFD( \uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(printable("cut \xe6\x97"), "cut \uFFFD\uFFFD");
}

TEST(Text, MakesOneLine) {
  EXPECT_EQ(one_line("  a\n\n b\t c\r\n"), "a b c");
  EXPECT_EQ(one_line("\n"), "");
}

TEST(Text, Shortens) {
  EXPECT_EQ(shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(shorten("abcdef", 5), "abcd…");
  EXPECT_EQ(shorten("日本語", 4), "日…");
  EXPECT_EQ(shorten("abc", 0), "");
}

TEST(Text, Wraps) {
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
  EXPECT_EQ(wrap("a\n\nb", 9), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(wrap("日本語", 1), (std::vector<std::string>{"日", "本", "語"}));
  EXPECT_EQ(wrap("", 5), std::vector<std::string>{""});
}

TEST(Text, WritesQuantities) {
  EXPECT_EQ(byte_count(999), "999 B");
  EXPECT_EQ(byte_count(12'345), "12.3 kB");
  EXPECT_EQ(byte_count(5'600'000'000), "5.6 GB");
  EXPECT_EQ(duration(0.000'056), "56 us");
  EXPECT_EQ(duration(0.012'34), "12.34 ms");
  EXPECT_EQ(duration(3.456), "3.46 s");
}

TEST(Suggestions, AreNear) {
  constexpr std::string_view known[] = {"list", "eval", "train-split"};
  EXPECT_EQ(did_you_mean("lsit", known), " (did you mean list?)");
  EXPECT_EQ(did_you_mean("tran-split", known, "--"), " (did you mean --train-split?)");
  EXPECT_EQ(did_you_mean("tr", known), " (did you mean train-split?)");
  EXPECT_EQ(did_you_mean("play", known), "");
  EXPECT_EQ(did_you_mean("", known), "");
}

}  // namespace
}  // namespace wmh::cli::testing
