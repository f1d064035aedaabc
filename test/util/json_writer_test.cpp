#include "util/json_writer.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include <fmt/format.h>

namespace wmh::detail {
namespace {

std::string written(std::string_view text, bool ascii) {
  std::string out = "before";
  append_json_string(out, text, ascii);
  EXPECT_EQ(out.substr(0, 6), "before");
  return out.substr(6);
}

/// One ASCII character as Python's json module writes it.
std::string escaped(char c, bool ascii) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    default:
      return c < 0x20 || (ascii && c == 0x7f) ? fmt::format("\\u{:04x}", c) : std::string(1, c);
  }
}

TEST(JsonString, EveryCharacterAtEveryPlace) {
  for (const bool ascii : {false, true})
    for (int code = 0; code < 0x80; ++code)
      for (std::size_t size = 1; size < 20; ++size)
        for (std::size_t place = 0; place < size; ++place) {
          std::string text(size, 'x');
          text[place] = static_cast<char>(code);
          const std::string expected = '"' + std::string(place, 'x') + escaped(text[place], ascii) +
                                       std::string(size - place - 1, 'x') + '"';
          ASSERT_EQ(written(text, ascii), expected) << code << " at " << place << " of " << size;
        }
}

TEST(JsonString, SpecialsBesideEachOther) {
  EXPECT_EQ(written("\"\"\"\\\\\n\x01\x1f !\"", false), R"("\"\"\"\\\\\n\u0001\u001f !\"")");
  EXPECT_EQ(written("!!!!!!!\x1f\x20\x7f", true), "\"!!!!!!!\\u001f \\u007f\"");
}

TEST(JsonString, BeyondAsciiAsItIsOrAsNumbers) {
  EXPECT_EQ(written("aaaaaaa\u00e9\U0001f600b", false), "\"aaaaaaa\u00e9\U0001f600b\"");
  EXPECT_EQ(written("aaaaaaa\u00e9\U0001f600b", true), R"("aaaaaaa\u00e9\ud83d\ude00b")");
}

TEST(JsonString, LongTextsReadBackEqual) {
  std::string text;
  for (std::size_t i = 0; i < 5000; ++i)
    text += i % 9 == 0 ? '"' : static_cast<char>(i % 0x7f);
  for (const bool ascii : {false, true}) {
    const auto read = parse_json(written(text, ascii));
    ASSERT_THAT(read, testing::IsOk());
    EXPECT_EQ(read->get_string(), text);
  }
}

}  // namespace
}  // namespace wmh::detail
