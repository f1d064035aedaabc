#include "offline/substitution.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

Action call(json::object arguments) {
  return Action::tool_call("x", std::move(arguments));
}

TEST(SubstitutionBetween, TakesLeavesOfEqualPathAndRunsOfWords) {
  struct Case {
    Action from;
    Action to;
    Substitution pairs;
  };
  const Case cases[] = {
      {call({{"id", "W17"}}), call({{"id", "W17"}}), {}},
      {call({{"id", "W17"}}), call({{"id", "X9"}}), {{"W17", "X9"}}},
      {call({{"n", 17}}), call({{"n", 18}}), {{"17", "18"}}},
      {call({{"n", 17}}), call({{"n", "18"}}), {{"17", "18"}}},
      {call({{"n", 1}}), call({{"n", 18}}), {}},  // one byte
      {call({{"id", "W17"}}), call({{"id", ""}}), {}},
      {call({{"id", "W17"}}), call({{"other", "X9"}}), {}},
      {call({{"a", {{"list", {"x1", "x2"}}}}}),
       call({{"a", {{"list", {"x1", "y2"}}}}}),
       {{"x2", "y2"}}},
      {call({{"cmd", "cat old.txt now"}}),
       call({{"cmd", "cat new.txt now"}}),
       {{"cat old.txt now", "cat new.txt now"}, {"old", "new"}}},
      {Action::message("my name is Mia Rossi today"),
       Action::message("my name is Bob today"),
       {{"my name is Mia Rossi today", "my name is Bob today"}, {"Mia Rossi", "Bob"}}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(substitution_between(c.from, c.to), c.pairs);
}

TEST(SubstitutionBetween, IsBounded) {
  json::object from, to;
  for (int i = 0; i < 50; ++i) {
    const std::string key = "k" + std::to_string(i);
    from[key] = 1000 + i;
    to[key] = 2000 + i;
  }
  EXPECT_EQ(substitution_between(call(from), call(to)).size(), 32U);
  std::string many, more;
  for (int i = 0; i < 300; ++i) {
    many += "aa ";
    more += "bb ";
  }
  EXPECT_EQ(substitution_between(Action::message(many + "cc"), Action::message(more + "cc")).size(),
            1U)
      << "the whole text alone where a table of words would be too large";
}

TEST(Substitute, ReplacesWholeWordsTheLongestFirstEachPlaceOnce) {
  struct Case {
    const char* text;
    Substitution pairs;
    const char* changed;
  };
  const Case cases[] = {
      {"id W17, W17!", {{"W17", "X9"}}, "id X9, X9!"},
      {"W170 AW17 W17_ W17é", {{"W17", "X9"}}, "W170 AW17 W17_ W17é"},
      {"a-W17-b", {{"W17", "X9"}}, "a-X9-b"},
      {"old.txt old", {{"old", "new"}, {"old.txt", "file"}}, "file new"},
      {"aa bb", {{"aa", "bb"}, {"bb", "aa"}}, "bb aa"},
      {"(x)y", {{"(x)", "z"}}, "zy"},  // a mark at the edge cuts no word
      {"", {{"a", "b"}}, ""},
      {"text", {}, "text"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(substitute(c.text, c.pairs), c.changed) << c.text;
}

}  // namespace
}  // namespace wmh::detail
