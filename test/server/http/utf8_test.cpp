#include "http/utf8.hpp"

#include <gtest/gtest.h>

namespace wmh::server {
namespace {

TEST(Utf8, IsTold) {
  for (const char* text : {"", "a", "\u00e9", "\uffff", "\U0001f600", "\x7f"})
    EXPECT_TRUE(is_utf8(text)) << text;
  for (const char* text : {"\x80", "a\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80"})
    EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(Utf8, IsMendedByteByByte) {
  EXPECT_EQ(mended_utf8("h\u00e9llo"), "h\u00e9llo");
  EXPECT_EQ(mended_utf8("a\xff\xc3z\xe2\x82"), "a\uFFFD\uFFFDz\uFFFD\uFFFD");
}

}  // namespace
}  // namespace wmh::server
