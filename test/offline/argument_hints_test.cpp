#include "offline/argument_hints.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using Numbers = std::vector<std::size_t>;
using Quoted = std::vector<std::string>;

TEST(ArgumentHints, NumbersThatCountSomething) {
  const std::pair<const char*, Numbers> table[] = {
      {"", {}},
      {"head -20 a.txt", {20}},
      {"sed -n '80,120p' a", {80, 120}},
      {"grep -A3 -B1 x", {3, 1}},
      {"LIMIT 5 OFFSET 5", {5}},
      {"0 007", {7}},
      {"file_12 v2 ev0 3.14", {3}},
      {"12345 9999", {9999}},
      {"1 2 3 4 5 6 7 8", {1, 2, 3, 4, 5, 6}},
      {"99999999999999999999999999 4", {4}},
  };
  for (const auto& [text, numbers] : table)
    EXPECT_EQ(hints_of(text).numbers, numbers) << text;
}

TEST(ArgumentHints, QuotedTextsByTheirAlternatives) {
  const std::pair<const char*, Quoted> table[] = {
      {"", {}},
      {"grep \"net income\" a", {"net income"}},
      {"grep 'a b' \"c d\"", {"a b", "c d"}},
      {R"(grep "net income\|revenue|^total$")", {"net income", "revenue", "total"}},
      {"'x' \"\" '||'", {}},
      {"it's fine", {}},
  };
  for (const auto& [text, quoted] : table)
    EXPECT_EQ(hints_of(text).quoted, quoted) << text;
}

TEST(ArgumentHints, AreBounded) {
  std::string many;
  for (int i = 0; i < 100; ++i)
    many += "'ab' ";
  EXPECT_EQ(hints_of(many).quoted.size(), 24U);
  EXPECT_TRUE(hints_of("'" + std::string(201, 'a') + "'").quoted.empty());
}

}  // namespace
}  // namespace wmh::detail
