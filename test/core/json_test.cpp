#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/shared.hpp"
#include "support/temp_dir.hpp"

namespace wmh {
namespace {

using testing::FailsWith;
using testing::MessageHas;

std::string canonical(std::string_view text) {
  return canonical_json(parse_json(text).value());
}

/// The text between `"value": ` and `, "text"` of each case, so that no parser comes between.
std::vector<std::pair<std::string, std::string>> canonical_cases(const std::string& file) {
  std::vector<std::pair<std::string, std::string>> cases;
  const json::value parsed = parse_json(file).value();
  std::size_t from = 0;
  for (const json::value& item : parsed.as_array()) {
    const auto begin = file.find("\"value\":", from) + 8;
    const auto end = file.rfind(',', file.find("\"text\":", begin));
    cases.emplace_back(file.substr(begin, end - begin), item.at("text").as_string());
    from = end;
  }
  return cases;
}

TEST(CanonicalJson, EqualsTheOriginalFromText) {
  const auto file = testing::vectors() / "compat/render_json.json";
  WMH_REQUIRE_FOLDER(file);
  const auto cases = canonical_cases(testing::read_text(file));
  ASSERT_EQ(cases.size(), 5U);
  for (const auto& [value, text] : cases)
    EXPECT_EQ(canonical_json_text(value).value(), text);
}

TEST(CanonicalJson, WritesNumbersAsPythonDoes) {
  EXPECT_EQ(canonical("[1.0, 0.1, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, -0.0, 5e-324]"),
            "[1.0,0.1,1e+16,1000000000000000.0,1.2345678901234568e+17,0.0001,1e-05,-0.0,5e-324]");
  EXPECT_EQ(canonical("[12.5, 100.0, 18446744073709551615, -9223372036854775808]"),
            "[12.5,100.0,18446744073709551615,-9223372036854775808]");
}

TEST(CanonicalJson, TextAndValueFormsAgree) {
  for (const std::string_view text :
       {R"({"b":[1,{"z":null,"a":true}],"a":"\u00e9\ud83d\ude00\n"})", "[]", "{}", R"("x")", "-0.0",
        R"({"a":1,"a":2})", R"([[],{},[{}]])"})
    EXPECT_EQ(canonical_json_text(text).value(), canonical(text)) << text;
}

TEST(CanonicalJson, KeepsIntegersOfAnyLength) {
  EXPECT_EQ(canonical_json_text("[100000000000000000000, -0]").value(),
            "[100000000000000000000,0]");
}

TEST(ParseJson, SaysWhereReadingStopped) {
  EXPECT_THAT(parse_json("{\"a\": 1,, }"), FailsWith(errc::invalid_argument));
  EXPECT_THAT(parse_json("[1, 2"), MessageHas("incomplete"));
  EXPECT_THAT(parse_json("1 2"), MessageHas("extra data"));
  EXPECT_THAT(parse_json(std::string(600, '[')), MessageHas("deep"));
}

TEST(ToText, KeepsUnicodeAndOrder) {
  EXPECT_EQ(to_text(parse_json(R"({"b":1,"a":"\u2028é"})").value()), "{\"b\":1,\"a\":\"\u2028é\"}");
}

TEST(TypesAsJson, RoundTrip) {
  Step step{Action::tool_call("f", {{"x", 1}}),
            {"out", true, 0.5, {{"k", "v"}}},
            {{{"cwd", "/"}}, "n"},
            "task",
            {"a", "b"}};
  EXPECT_EQ(step_from_json(to_json(step)).value(), step);
  const Step bare{Action::message(std::nullopt)};
  EXPECT_EQ(step_from_json(to_json(bare)).value(), bare);
  const RecordedStep recorded{step, "t1", 3};
  EXPECT_EQ(recorded_step_from_json(to_json(recorded)).value(), recorded);
  const Trace trace{"t1", {step, bare}, "file:x", {{"m", 1}}};
  EXPECT_EQ(trace_from_json(to_json(trace)).value(), trace);
}

TEST(TypesAsJson, WireFormHasEveryMember) {
  EXPECT_EQ(to_text(to_json(Action::message("hi"))),
            R"({"kind":"message","name":null,"arguments":{},"content":"hi"})");
  EXPECT_EQ(to_text(to_json(Observation{"ok"})),
            R"({"content":"ok","is_error":false,"reward":null,"metadata":{}})");
}

TEST(TypesAsJson, ErrorsNameTheMember) {
  const auto read = [](std::string_view text) {
    return step_from_json(parse_json(text).value());
  };
  EXPECT_THAT(read(R"({"action":{"kind":"dance"}})"), MessageHas("tool_call"));
  EXPECT_THAT(read(R"({"action":{"kind":"tool_call","arguments":[]}})"),
              MessageHas("action.arguments"));
  EXPECT_THAT(read(R"({"action":{"kind":"message"},"task":3})"), MessageHas("step.task"));
  EXPECT_THAT(read(R"([])"), MessageHas("step must be"));
}

}  // namespace
}  // namespace wmh
