#include "offline/json_text_edit.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "util/json_leaves.hpp"

namespace wmh::detail {
namespace {

constexpr const char* documents[] = {
    "{}",
    "[]",
    " [ ] ",
    "[{},[],[[]],{\"a\":{}}]",
    R"({"a":1,"b":[true,false,null],"c":{"d":-1.5e+3}})",
    "{ \"a\" :\t1 ,\r\n \"b\"\n:\n[ 1 , 2 ] }\n",
    R"({"quote \" colon: [":"\\","\\":"\"}]{[,:"})",
    R"(["a","a:b","\u0022","\\\"",":"])",
    R"({"":"","é":"ü","x":"😀"})",
    R"([0,-0,1E5,"0"])",
};

TEST(ReplaceLeaves, WithoutReplacementsChangesNothing) {
  for (const std::string text : documents)
    EXPECT_EQ(replace_leaves(text, {}), text);
  EXPECT_EQ(replace_leaves("", {}), "");
  EXPECT_EQ(replace_leaves(" 17 ", {{0, "18"}}), " 18 ");
}

TEST(ReplaceLeaves, NumbersLeavesAsJsonLeavesDoes) {
  for (const std::string text : documents) {
    const json::value before = parse_json(text).value();
    const JsonLeaves leaves = json_leaves(before);
    EXPECT_EQ(count_leaves(text), leaves.size()) << text;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      const std::string edited = replace_leaves(text, {{i, "\"here\""}});
      const auto after = parse_json(edited);
      ASSERT_THAT(after, testing::IsOk()) << edited;
      const JsonLeaves changed = json_leaves(*after);
      ASSERT_EQ(changed.size(), leaves.size()) << edited;
      for (std::size_t j = 0; j < leaves.size(); ++j) {
        EXPECT_EQ(changed[j].first, leaves[j].first) << edited;
        EXPECT_EQ(*changed[j].second, j == i ? json::value("here") : *leaves[j].second) << edited;
      }
    }
    EXPECT_EQ(replace_leaves(text, {{leaves.size(), "0"}}), text) << "one leaf too many";
  }
}

TEST(ReplaceLeaves, KeepsWhatStandsAround) {
  EXPECT_EQ(replace_leaves("{ \"a\" : 1,\n  \"b\": [ ] }", {{0, "\"x\""}, {1, "2"}}),
            "{ \"a\" : \"x\",\n  \"b\": 2 }");
}

TEST(ReplaceLeaves, CountsTheValuesOfKeysThatStandTwice) {
  EXPECT_EQ(replace_leaves(R"({"a":1,"a":2})", {{1, "3"}}), R"({"a":1,"a":3})");
  EXPECT_EQ(count_leaves(R"({"a":1,"a":[2,3]})"), 3U);
}

}  // namespace
}  // namespace wmh::detail
