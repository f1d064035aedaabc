#include "util/tokens.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

TEST(Tokens, AreRunsOfWordCharactersAndSingleOthers) {
  using Strings = std::vector<std::string_view>;
  const std::pair<const char*, Strings> cases[] = {
      {"", {}},
      {" \t\n", {}},
      {"a_1 b", {"a_1", "b"}},
      {"x+=1;", {"x", "+", "=", "1", ";"}},
      {"3.14", {"3", ".", "14"}},
      {"caf\xc3\xa9!", {"caf\xc3\xa9", "!"}},
      {"a\xe2\x80\xa8"
       "b",
       {"a", "b"}},  // a line separator is white space
      {"a\xe2\x80\x94"
       "b",
       {"a", "\xe2\x80\x94", "b"}},  // a dash is a character of its own
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(tokens(text), expected) << text;
}

}  // namespace
}  // namespace wmh::detail
