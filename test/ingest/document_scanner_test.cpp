#include "ingest/document_scanner.hpp"

#include <gtest/gtest.h>

#include <array>

namespace wmh::detail {
namespace {

using Found = DocumentScanner::Found;
constexpr std::array<std::string_view, 2> path = {"groups", "spans"};

/// What the scanner finds, in words, when it is fed `step` bytes at a time.
std::string scan(std::string_view text, std::size_t step, std::size_t limit = 1000) {
  DocumentScanner scanner(path, limit);
  std::string log;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view piece = text.substr(at, step);
    const std::size_t before = piece.size();
    const Found found = scanner.next(piece);
    at += before - piece.size();
    if (found == Found::record)
      log += std::string(scanner.record()) + "@" + std::to_string(scanner.record_line()) + " ";
    if (found == Found::overlong) log += "overlong ";
    if (found == Found::end) return log + "end";
    if (found == Found::broken)
      return log + (scanner.at_line_start() ? "broken: " : "broken in: ") +
             std::string(text.substr(at));
  }
  std::string_view nothing;
  return log + (scanner.next(nothing) == Found::end ? "end" : scanner.blank() ? "blank" : "open");
}

struct Case {
  std::string_view text;
  std::string_view log;
};

constexpr Case cases[] = {
    // objects at the top and in arrays at the top
    {"{}", "{}@1 end"},
    {R"({"a":[{"b":"}"}]} tail)", R"({"a":[{"b":"}"}]}@1 end)"},
    {"[{},\n[{}, 1, \"x\"],\n{}]", "{}@1 {}@2 {}@3 end"},
    {"[]", "end"},
    {" \n ", "blank"},
    // along the path
    {R"({"x":{"spans":[{}]},"groups":[{"spans":[{"a":1},{"b":2}]},{"spans":[]}]})",
     R"({"a":1}@1 {"b":2}@1 end)"},
    {R"([{"groups":[{"spans":[{"a":1}]}]},{"b":2}])", R"({"a":1}@1 {"b":2}@1 end)"},
    {R"({"groups":[{"spans":[{"groups":[{"spans":[{}]}]}]}]})",
     R"({"groups":[{"spans":[{}]}]}@1 end)"},
    {R"({"groups":null,"a":1})", R"({"groups":null,"a":1}@1 end)"},
    {R"({"groups":{"spans":[{}]}})", R"({"groups":{"spans":[{}]}}@1 end)"},
    {R"({"groups":[[{"spans":[{}]}],{"spans":[[{}],3]}]})", "end"},
    {R"({"a":{"groups":[{"spans":[{}]}]}})", R"({"a":{"groups":[{"spans":[{}]}]}}@1 end)"},
    // strings
    {R"(["\"{\\", {"\"]}":"\\\"}"}])", R"({"\"]}":"\\\"}"}@1 end)"},
    // what is no JSON
    {"[{}\n{}]", "{}@1 broken: {}]"},
    {"[{} {}]", "{}@1 broken in: {}]"},
    {"{\"a\":1,}", "broken in: }"},
    {"{\"a\"}", "broken in: }"},
    {"{1:2}", "broken in: 1:2}"},
    {"[1 2]", "broken in: 2]"},
    {"[}", "broken in: }"},
    {"[\"a\nb\"]", "broken in: \nb\"]"},
    {"1", "broken: 1"},
    {"[$]", "broken in: $]"},
    {"[{\"a\":", "open"},
    {"[\"", "open"},
};

TEST(DocumentScanner, FindsTheSameInPiecesOfAnySize) {
  for (const auto& [text, log] : cases)
    for (const std::size_t step : {1, 2, 3, 7, 1000})
      EXPECT_EQ(scan(text, step), log) << text << " by " << step;
}

TEST(DocumentScanner, SkipsWhatIsLongerThanTheLimit) {
  EXPECT_EQ(scan(R"([{"a":"0123456789"},{"b":1}])", 1, 10), R"(overlong {"b":1}@1 end)");
  EXPECT_EQ(scan(R"({"a":"0123456789","groups":[{"spans":[{}]}]})", 3, 10), "{}@1 end");
}

TEST(DocumentScanner, LimitsTheDepth) {
  EXPECT_EQ(scan(std::string(1024, '['), 100), "open");
  EXPECT_EQ(scan(std::string(1025, '['), 100), "broken in: [");
}

}  // namespace
}  // namespace wmh::detail
