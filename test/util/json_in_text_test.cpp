#include "util/json_in_text.hpp"

#include <wmh/json.hpp>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace wmh {
namespace {

constexpr std::string_view wanted[] = {"score", "why"};

std::string found(std::string_view text) {
  const auto object = detail::find_object(text, wanted);
  return object ? to_text(*object) : "nothing";
}

TEST(FindObject, FindsWhatWasAskedFor) {
  struct Case {
    const char* text;
    const char* object;
  };
  const Case cases[] = {
      {R"({"score":1})", R"({"score":1})"},
      {"Sure!\n```json\n{\"score\": 0.5}\n```\nAnything else?", R"({"score":0.5})"},
      {R"(a { brace, {an other} and {"score":1})", R"({"score":1})"},
      {R"(f(x) { return "{"; } {"score":1})", R"({"score":1})"},
      {R"({"score":1,"why":"a { and a \" and a }"} })",
       R"({"score":1,"why":"a { and a \" and a }"})"},
      {R"({"other":1} {"score":2})", R"({"score":2})"},
      {R"({"score":1} {"score":2})", R"({"score":1})"},
      {R"({"score":1} {"score":2,"why":""})", R"({"score":2,"why":""})"},
      {R"([{"score":1}])", R"({"score":1})"},
      {R"({"inner":{"score":1}})", "nothing"},
      {R"({"text":"{\"score\":1}"})", "nothing"},
      {R"({"score":1)", "nothing"},
      {R"({"score":oops} {"score":2})", R"({"score":2})"},
      {R"({"score":1 "why":2})", "nothing"},
      {"", "nothing"},
      {"no braces", "nothing"},
      {"{}", "nothing"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(found(c.text), c.object) << c.text;
}

TEST(FindObject, ForgivesTheSlipsOfModels) {
  struct Case {
    const char* text;
    const char* object;
  };
  const Case cases[] = {
      {"{\"why\":\"two\nlines\"}", R"({"why":"two\nlines"})"},
      {R"({"score":1,})", R"({"score":1})"},
      {R"({"score":[1,2,],})", R"({"score":[1,2]})"},
      {R"({"score":True,"why":None})", R"({"score":true,"why":null})"},
      {R"({"why":"it\'s \d+"})", R"({"why":"it's \\d+"})"},
      {R"({"why":"\ud83d\ude00 \ud83d \ude00"})",
       "{\"why\":\"\xf0\x9f\x98\x80 \xef\xbf\xbd \xef\xbf\xbd\"}"},
      {"{\"why\":\"\xff\"}", "{\"why\":\"\xef\xbf\xbd\"}"},
      {R"({"why":"\u00zz"} {"score":1})", R"({"score":1})"},
      {R"({"score":1e400,"why":-1e400})", R"({"score":null,"why":null})"},
      {R"({"score":1,"score":2})", R"({"score":2})"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(found(c.text), c.object) << c.text;
}

TEST(FindObject, DoesNotLingerOverBrokenTexts) {
  std::string nested;
  for (int i = 0; i < 20'000; ++i)
    nested += "{\"a\":";
  EXPECT_EQ(found(nested), "nothing");
  EXPECT_EQ(found(std::string(200'000, '{')), "nothing");
  EXPECT_EQ(found(std::string(200'000, '{') + "\"score\":1}"), R"({"score":1})");
}

TEST(SalvageObject, KeepsWhatWasComplete) {
  struct Case {
    const char* text;
    const char* members;
    const char* cut_key;
    bool cut_string;
  };
  const Case cases[] = {
      {R"({"score":1,"why":"it beg)", R"({"score":1,"why":"it beg"})", "why", true},
      {R"(Here: ```{"why":"a\)", R"({"why":"a"})", "why", true},
      {R"({"why":"a\u)", R"({"why":"a"})", "why", true},
      {R"({"why":"a\u00e)", R"({"why":"a"})", "why", true},
      {R"({"why":"a\u00e9)", "{\"why\":\"a\xc3\xa9\"}", "why", true},
      {R"({"why":"a\ud83d)", R"({"why":"a"})", "why", true},
      {R"({"why":"a\ud83d\ude0)", R"({"why":"a"})", "why", true},
      {R"({"why":")", R"({"why":""})", "why", true},
      {R"({"why":"x","score":0.2)", R"({"why":"x"})", "score", false},
      {R"({"why":"x","score":0.25,)", R"({"why":"x","score":0.25})", "", false},
      {R"({"why":"x","sco)", R"({"why":"x"})", "", false},
      {R"({"score":1,"list":["a","b)", R"({"score":1})", "list", false},
      {R"({"score":1,"inner":{"why":"b)", R"({"score":1})", "inner", false},
      {R"({ {"score":1)", "nothing", "", false},
      {R"({ {"score":1,)", R"({"score":1})", "", false},
      {R"({"score":1})", "nothing", "", false},
      {R"({"other":"x)", "nothing", "", false},
  };
  for (const Case& c : cases) {
    const auto salvaged = detail::salvage_object(c.text, wanted);
    EXPECT_EQ(salvaged ? to_text(salvaged->members) : "nothing", c.members) << c.text;
    if (!salvaged) continue;
    EXPECT_EQ(salvaged->cut_key, c.cut_key) << c.text;
    EXPECT_EQ(salvaged->cut_string, c.cut_string) << c.text;
  }
}

TEST(SalvageObject, EveryCutGivesABeginningOfTheText) {
  const std::string whole = R"({"score":1,"why":"a\n\u00e9\ud83d\ude00 end","more":[1]})";
  const std::string why(parse_json(whole).value().at("why").as_string());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto salvaged = detail::salvage_object(whole.substr(0, size), wanted);
    if (!salvaged || !salvaged->members.contains("why")) continue;
    EXPECT_TRUE(why.starts_with(salvaged->members.at("why").as_string())) << size;
  }
}

}  // namespace
}  // namespace wmh
