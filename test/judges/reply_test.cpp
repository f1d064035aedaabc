#include "judges/reply.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

namespace wmh {
namespace {

using namespace detail;
using testing::MessageHas;

json::object object(std::string_view text) {
  return parse_json(text).value().as_object();
}

TEST(ReplyObject, IsWholeOrWhatIsLeft) {
  constexpr std::string_view keys[] = {"score", "why"};
  EXPECT_EQ(to_text(reply_object("so: {\"score\": 1}", keys).value()), R"({"score":1})");
  EXPECT_EQ(to_text(reply_object(R"({"score": 1, "why": "it)", keys).value()),
            R"({"score":1,"why":"it"})");
  EXPECT_THAT(reply_object("good", keys), MessageHas("no JSON object with score, why in it"));
}

TEST(NumberIn, TakesTextsOfNumbers) {
  struct Case {
    const char* reply;
    std::optional<double> number;
  };
  const Case cases[] = {{R"({"n":1})", 1},
                        {R"({"n":0.25})", 0.25},
                        {R"({"n":" 0.5 "})", 0.5},
                        {R"({})", std::nullopt},
                        {R"({"n":"0.5/1"})", std::nullopt},
                        {R"({"n":""})", std::nullopt},
                        {R"({"n":"nan"})", std::nullopt},
                        {R"({"n":"inf"})", std::nullopt},
                        {R"({"n":true})", std::nullopt},
                        {R"({"n":null})", std::nullopt},
                        {R"({"n":[1]})", std::nullopt}};
  for (const Case& c : cases)
    EXPECT_EQ(number_in(object(c.reply), "n"), c.number) << c.reply;
}

TEST(GradeIn, IsFromZeroToOne) {
  struct Case {
    const char* reply;
    double grade;
  };
  const Case cases[] = {{R"({"g":0.7})", 0.7},
                        {R"({"g":1.5})", 1},
                        {R"({"g":-0.5})", 0},
                        {R"({"g":1.01})", 1},
                        {R"({"g":"1"})", 1}};
  for (const Case& c : cases)
    EXPECT_EQ(grade_in(object(c.reply), "g").value(), c.grade) << c.reply;
  EXPECT_THAT(grade_in(object(R"({"g":1.51})"), "g"), MessageHas("g is 1.51, but must be from 0"));
  EXPECT_THAT(grade_in(object(R"({"g":-0.6})"), "g"), MessageHas("g is -0.6"));
  EXPECT_THAT(grade_in(object(R"({"g":"high"})"), "g"), MessageHas("g is not a number"));
  EXPECT_THAT(grade_in(object("{}"), "g"), MessageHas("g is missing"));
}

TEST(FlagIn, TakesTextsAndNumbers) {
  for (const char* yes : {"true", "\"true\"", "\"True\"", "1", "\"1\""})
    EXPECT_TRUE(flag_in({{"f", parse_json(yes).value()}}, "f").value()) << yes;
  for (const char* no : {"false", "\"false\"", "\"False\"", "0", "0.0"})
    EXPECT_FALSE(flag_in({{"f", parse_json(no).value()}}, "f").value()) << no;
  for (const char* neither : {"0.5", "\"maybe\"", "null", "[]"})
    EXPECT_THAT(flag_in({{"f", parse_json(neither).value()}}, "f"), MessageHas("neither"))
        << neither;
  EXPECT_THAT(flag_in({}, "f"), MessageHas("f is missing"));
}

TEST(TextIn, IsAlwaysAText) {
  EXPECT_EQ(text_in(object(R"({"t":"x"})"), "t"), "x");
  EXPECT_EQ(text_in(object(R"({"t":["x",1]})"), "t"), R"(["x",1])");
  EXPECT_EQ(text_in(object(R"({"t":null})"), "t"), "");
  EXPECT_EQ(text_in(object("{}"), "t"), "");
}

TEST(ClosedSchema, RequiresEveryMember) {
  EXPECT_EQ(to_text(closed_schema({{"a", {{"type", "number"}}}})),
            R"({"type":"object","properties":{"a":{"type":"number"}},"required":["a"],)"
            R"("additionalProperties":false})");
}

}  // namespace
}  // namespace wmh
