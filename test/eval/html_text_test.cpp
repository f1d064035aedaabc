#include "eval/html_text.hpp"

#include <gtest/gtest.h>

namespace wmh::testing {
namespace {

using detail::clip_html;
using detail::escape_html;

TEST(HtmlText, EscapesWhatMeansSomething) {
  EXPECT_EQ(escape_html("<script>alert('a' & \"b\")</script>"),
            "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;");
}

TEST(HtmlText, KeepsLinesTabsAndLetters) {
  EXPECT_EQ(escape_html("a\tb\r\nc"), "a\tb\nc");
  EXPECT_EQ(escape_html("Grüße 你好 🙂"), "Grüße 你好 🙂");
  EXPECT_EQ(escape_html(""), "");
}

TEST(HtmlText, ReplacesWhatIsNotTextOrIsNotSeen) {
  EXPECT_EQ(escape_html(std::string_view("a\0b", 3)),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(escape_html("a\x1b[0m"), "a\xef\xbf\xbd[0m");
  EXPECT_EQ(escape_html("\xff"), "\xef\xbf\xbd");
  EXPECT_EQ(escape_html("\xe2\x80\xae"
                        "abc"),
            "\xef\xbf\xbd"
            "abc");  // right-to-left override
}

TEST(HtmlText, ClipsByCharactersAndSaysHowManyAreLeft) {
  EXPECT_EQ(clip_html("äöü", 3), "äöü");
  EXPECT_EQ(clip_html("äöü", 2), "äö<i class=cut> … 1 more</i>");
  EXPECT_EQ(clip_html("<<<<", 1), "&lt;<i class=cut> … 3 more</i>");
}

}  // namespace
}  // namespace wmh::testing
