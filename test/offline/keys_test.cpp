#include "offline/keys.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

Action sql(const char* text) {
  return Action::tool_call("sql", {{"query", text}});
}

TEST(ToolKey, TellsMessagesAndUnnamedCallsFromTools) {
  EXPECT_EQ(tool_key(Action::tool_call("get")), "get");
  const std::string keys[] = {tool_key(Action::message("get")),
                              tool_key(Action::tool_call(std::nullopt)),
                              tool_key(Action::tool_call("")), tool_key(Action::tool_call("get"))};
  for (const std::string& a : keys)
    for (const std::string& b : keys)
      EXPECT_EQ(a == b, &a == &b) << a << " | " << b;
}

TEST(ArgumentKeys, KeepAsMuchOfTheSpellingAsTheirForm) {
  struct Case {
    Action a;
    Action b;
    bool exact, loose, words;
  };
  const Case cases[] = {
      {sql("SELECT a"), sql("SELECT a"), true, true, true},
      {Action::tool_call("x", {{"a", 1}, {"b", 2}}), Action::tool_call("x", {{"b", 2}, {"a", 1}}),
       true, true, true},
      {sql("SELECT a FROM b;"), sql("select  a\nfrom b"), false, true, true},
      {sql("WHERE n = 'x'"), sql("where n=\"x\""), false, true, true},
      {sql("a AND b"), sql("b AND a"), false, false, true},
      {sql("f(a, b)"), sql("f a b"), false, false, true},
      {sql("a < b"), sql("a > b"), false, false, false},
      {sql("a a"), sql("a"), false, false, false},
      {sql("É"), sql("é"), false, false, false},
      {Action::tool_call("x", {{"n", 5}}), Action::tool_call("x", {{"n", "5"}}), false, true, true},
      {Action::tool_call("x", {{"a", "v"}}), Action::tool_call("x", {{"b", "v"}}), false, false,
       false},
      {Action::message("Hello there"), Action::message("hello  there"), false, true, true},
      {Action::tool_call("x"), Action::tool_call("x", {{"a", ""}}), false, false, false},
  };
  for (const Case& c : cases) {
    const ArgumentKeys a = argument_marks(c.a).keys, b = argument_marks(c.b).keys;
    const std::string name = argument_text(c.a) + " | " + argument_text(c.b);
    EXPECT_EQ(a[0] == b[0], c.exact) << name;
    EXPECT_EQ(a[1] == b[1], c.loose) << name;
    EXPECT_EQ(a[2] == b[2], c.words) << name;
  }
}

TEST(CallKey, IsOfToolAndLooseArguments) {
  const auto upper = argument_marks(sql("A")).loose_key();
  EXPECT_EQ(call_key(1, upper), call_key(1, argument_marks(sql("a")).loose_key()));
  EXPECT_NE(call_key(1, upper), call_key(2, upper));
}

TEST(PlainText, IsPathsAndValuesSortedByPath) {
  EXPECT_EQ(plain_text(Action::tool_call(
                "x", {{"b", "say \"hi\""}, {"a", {{"c", true}, {"list", {1.5, nullptr}}}}})),
            "a.c true\na.list[0] 1.5\na.list[1] null\nb say \"hi\"\n");
  EXPECT_EQ(plain_text(Action::message("a b")), "a b");
  EXPECT_EQ(argument_text(Action::tool_call("x", {{"b", 1}, {"a", 2}})), R"({"a":2,"b":1})");
}

TEST(OutcomeKey, IsOfTheTrimmedTextAndTheError) {
  EXPECT_EQ(outcome_key({"done\n"}), outcome_key({" done"}));
  EXPECT_NE(outcome_key({"done"}), outcome_key({"done", true}));
  EXPECT_NE(outcome_key({"done"}), outcome_key({"Done"}));
}

TEST(ArgumentValues, AreThoseThatCanNameAThing) {
  const auto values = [](json::object arguments) {
    return argument_marks(Action::tool_call("x", std::move(arguments))).values;
  };
  const auto order = values({{"order", "W17"}});
  EXPECT_TRUE(share_a_value(order, values({{"list", {1, "W17"}}})));
  EXPECT_TRUE(share_a_value(values({{"n", 100}}), values({{"other", "100"}})));
  EXPECT_FALSE(share_a_value(order, values({{"order", "W18"}})));
  EXPECT_FALSE(share_a_value(values({{"n", 99}}), values({{"n", 99}})));
  EXPECT_FALSE(share_a_value(values({{"f", true}}), values({{"f", true}})));
  EXPECT_FALSE(share_a_value(values({}), values({})));
}

TEST(ArgumentValues, AreTheFirstEight) {
  json::array many;
  for (int i = 0; i < 9; ++i)
    many.emplace_back(100 + i);
  const auto values = argument_marks(Action::tool_call("x", {{"many", many}})).values;
  const auto has = [&](int number) {
    return share_a_value(values, argument_marks(Action::tool_call("x", {{"n", number}})).values);
  };
  EXPECT_TRUE(has(107));
  EXPECT_FALSE(has(108));
}

}  // namespace
}  // namespace wmh::detail
