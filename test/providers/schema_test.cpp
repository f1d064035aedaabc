#include "providers/schema.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

json::object parsed(std::string_view text) {
  return parse_json(text).value().as_object();
}

struct Case {
  std::string from, to;
};

TEST(AnthropicSchema, KeepsWhatIsKnownAndDescribesTheRest) {
  const Case cases[] = {
      {R"({"type":"string"})", R"({"type":"string"})"},
      {R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"]})",
       R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],)"
       R"("additionalProperties":false})"},
      {R"({"type":"object","additionalProperties":true})",
       R"({"type":"object","additionalProperties":false})"},
      {R"({"type":"integer","minimum":1,"description":"A count.","maximum":9})",
       R"x({"type":"integer","description":"A count. (minimum: 1, maximum: 9)"})x"},
      {R"({"oneOf":[{"type":"null"},{"type":"string","pattern":"a*"}]})",
       R"x({"anyOf":[{"type":"null"},{"type":"string","description":"(pattern: \"a*\")"}]})x"},
      {R"({"type":"array","items":{"type":"string","format":"uuid"},"minItems":1})",
       R"({"type":"array","items":{"type":"string","format":"uuid"},"minItems":1})"},
      {R"({"type":"array","items":{"type":"string","format":"color"},"minItems":2})",
       R"x({"type":"array","items":{"type":"string","description":"(format: \"color\")"},)x"
       R"x("description":"(minItems: 2)"})x"},
      {R"({"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{}}}})",
       R"({"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{},)"
       R"("additionalProperties":false}}})"},
  };
  for (const Case& each : cases) {
    const auto schema = anthropic_schema(parsed(each.from));
    ASSERT_THAT(schema, testing::IsOk()) << each.from;
    EXPECT_EQ(to_text(*schema), each.to);
  }
}

TEST(AnthropicSchema, WantsAType) {
  EXPECT_THAT(anthropic_schema({}), testing::FailsWith(errc::invalid_argument));
  EXPECT_THAT(anthropic_schema(parsed(R"({"type":"array","items":{"minLength":1}})")),
              testing::MessageHas(R"({"minLength":1} has no type)"));
}

TEST(StrictSchema, RequiresEverything) {
  const Case cases[] = {
      {R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},)"
       R"("required":["a"]})",
       R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":["integer","null"]}},)"
       R"("required":["a","b"],"additionalProperties":false})"},
      {R"({"type":"object"})",
       R"({"type":"object","properties":{},"required":[],"additionalProperties":false})"},
      {R"({"type":"object","properties":{"a":{"enum":["x"],"type":"string"},"b":{"$ref":"#"},)"
       R"("c":{"type":"null"}}})",
       R"({"type":"object","properties":{"a":{"enum":["x",null],"type":["string","null"]},)"
       R"("b":{"anyOf":[{"$ref":"#"},{"type":"null"}]},"c":{"type":"null"}},)"
       R"("required":["a","b","c"],"additionalProperties":false})"},
      {R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"object",)"
       R"("properties":{"n":{"type":"number"}},"required":["n"]}}},"required":["a"]})",
       R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"object",)"
       R"("properties":{"n":{"type":"number"}},"required":["n"],"additionalProperties":false}}},)"
       R"("required":["a"],"additionalProperties":false})"},
  };
  for (const Case& each : cases) {
    const auto schema = strict_schema(parsed(each.from));
    ASSERT_TRUE(schema) << each.from;
    EXPECT_EQ(to_text(*schema), each.to);
  }
}

TEST(StrictSchema, GivesUpOnWhatItCannotSay) {
  for (const std::string_view schema :
       {R"({"type":"array"})", R"({"anyOf":[{"type":"object"}]})",
        R"({"type":"object","allOf":[]})",
        R"({"type":"object","additionalProperties":{"type":"string"}})",
        R"({"type":"object","properties":{"a":{"not":{}}}})",
        R"({"type":"object","anyOf":[{"type":"object"}]})"})
    EXPECT_EQ(strict_schema(parsed(schema)), std::nullopt) << schema;
}

}  // namespace
}  // namespace wmh::detail
