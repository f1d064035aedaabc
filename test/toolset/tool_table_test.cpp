#include "toolset/tool_table.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh {
namespace {

Step call(std::string name, std::string_view arguments, bool is_error = false) {
  Step step{Action::tool_call(std::move(name), parse_json(arguments).value().as_object())};
  step.observation.is_error = is_error;
  return step;
}

/// The schema that calls with these arguments give.
std::string schema_of(const std::vector<std::string>& calls) {
  detail::ToolTable table(0);
  for (const std::string& arguments : calls)
    table.add(call("t", arguments));
  return to_text(std::move(table).finish({}).tools.at(0).input_schema);
}

std::vector<std::string> times(std::size_t count, std::vector<std::string> calls) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < count; ++i)
    all.insert(all.end(), calls.begin(), calls.end());
  return all;
}

struct Case {
  std::vector<std::string> calls;
  std::string_view schema;
};

TEST(ToolTable, InducesWhatCallsHaveInCommon) {
  const Case cases[] = {
      {{"{}"}, R"({"type":"object"})"},
      {{R"({"a":1})", R"({"a":2,"b":"x"})"},
       R"({"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a"]})"},
      {{R"({"a":1})", "{}"}, R"({"type":"object","properties":{"a":{"type":"integer"}}})"},
      {{R"({"a":1})", R"({"a":1.5})"},
       R"({"type":"object","properties":{"a":{"type":"number"}},"required":["a"]})"},
      {{R"({"a":null})", R"({"a":true})", R"({"a":"x"})"},
       R"({"type":"object","properties":{"a":{"type":["string","boolean","null"]}},"required":["a"]})"},
      {{R"({"a":[]})"},
       R"({"type":"object","properties":{"a":{"type":"array"}},"required":["a"]})"},
      {{R"({"a":[{"b":1},{"b":2,"c":3}]})"},
       R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{"b":{"type":"integer"},"c":{"type":"integer"}},"required":["b"]}}},"required":["a"]})"},
  };
  for (const Case& each : cases)
    EXPECT_EQ(schema_of(each.calls), each.schema);
}

TEST(ToolTable, ListsTheValuesOfAClosedChoiceOnly) {
  const auto has_enum = [](const std::vector<std::string>& calls) {
    return schema_of(calls).find("enum") != std::string::npos;
  };
  const std::string one = R"({"a":"one_way"})", two = R"({"a":"round_trip"})";
  EXPECT_EQ(schema_of(times(10, {one, two})),
            R"({"type":"object","properties":{"a":{"type":"string",)"
            R"("enum":["one_way","round_trip"]}},"required":["a"]})");
  EXPECT_FALSE(has_enum(times(9, {one, two})));  // too few calls
  auto rare = times(20, {one});
  rare.insert(rare.end(), {two, two});
  EXPECT_FALSE(has_enum(rare));  // there may be more of these
  rare.push_back(two);
  EXPECT_TRUE(has_enum(rare));
  EXPECT_FALSE(has_enum(times(20, {one, R"({"a":"Boston"})"})));
  EXPECT_FALSE(has_enum(times(20, {one, R"({"a":"w1"})"})));
  EXPECT_FALSE(has_enum(times(20, {one, R"({"a":1})"})));
  EXPECT_TRUE(has_enum(times(20, {one, R"({"a":null})"})));
  std::vector<std::string> many;
  for (char c = 'a'; c <= 'k'; ++c)
    many.push_back(fmt::format(R"({{"a":"{}"}})", c));
  EXPECT_FALSE(has_enum(times(20, many)));  // eleven values
}

TEST(ToolTable, KeysThatAreDataAreNotListed) {
  std::string files = "{";
  for (int i = 0; i < 100; ++i)
    files += fmt::format(R"({}"file{}":"x")", i ? "," : "", i);
  const std::string call = fmt::format(R"({{"files":{}}}}})", files);
  EXPECT_EQ(schema_of({call}),
            R"({"type":"object","properties":{"files":{"type":"object"}},"required":["files"]})");
}

TEST(ToolTable, HoldsNestingWithinBounds) {
  std::string deep = "1";
  for (int i = 0; i < 300; ++i)
    deep = R"({"a":)" + deep + "}";
  EXPECT_LT(schema_of({deep}).size(), 500U);
}

TEST(ToolTable, LearnsFromAnsweredCallsWhereThereAreAny) {
  detail::ToolTable table(2);
  table.add(call("t", R"({"id":[1],"urgent":true})", true));
  table.add(call("t", R"({"id":"a"})"));
  table.add(call("t", R"({})", true));
  table.add(call("never", R"({"id":1})", true));
  table.add(Step{Action::message("hello")});
  table.add(Step{Action::tool_call(std::nullopt)});
  const RecordedTools tools = std::move(table).finish({});
  EXPECT_EQ(tools.messages, 1U);
  ASSERT_EQ(tools.tools.size(), 2U);
  EXPECT_EQ(tools.tools[0].name, "never");
  EXPECT_EQ(tools.tools[0].failed_calls, 1U);
  EXPECT_TRUE(tools.tools[0].input_schema.contains("required"));
  EXPECT_EQ(tools.tools[1].recorded_calls, 3U);
  EXPECT_EQ(tools.tools[1].failed_calls, 2U);
  EXPECT_EQ(to_text(tools.tools[1].input_schema),
            R"({"type":"object","properties":{"id":{"type":"string"}},"required":["id"]})");
  EXPECT_EQ(tools.tools[1].examples, std::vector<json::object>({{{"id", "a"}}}));
}

TEST(ToolTable, AChoiceHoldsForFailedCallsToo) {
  const auto schema = [](const std::string& failed) {
    detail::ToolTable table(0);
    for (int i = 0; i < 20; ++i)
      table.add(call("t", R"({"a":[{"b":"open"}]})"));
    for (int i = 0; i < 3; ++i)
      table.add(call("t", failed, true));
    return to_text(std::move(table).finish({}).tools.at(0).input_schema);
  };
  EXPECT_THAT(schema(R"({"a":[{"b":"shut"}]})"), ::testing::HasSubstr(R"(["open","shut"])"));
  EXPECT_THAT(schema(R"({"a":[{"b":"W1"}]})"), ::testing::Not(::testing::HasSubstr("enum")));
  EXPECT_THAT(schema(R"({"a":"shut","c":"x"})"), ::testing::HasSubstr(R"("enum":["open"])"));
}

TEST(ToolTable, WhatTracesDeclareHolds) {
  detail::ToolTable table(1);
  table.add(call("t", R"({"id":"a"})"));
  ToolDescription declared{.name = "t", .description = "Does it."};
  declared.input_schema = {{"type", "object"}, {"title", "T"}};
  declared.declared = true;
  ToolDescription unused = declared;
  unused.name = "unused";
  const ToolDescription described{.name = "gone", .description = "No schema, no call."};
  const auto tools = std::move(table).finish({declared, unused, described}).tools;
  ASSERT_EQ(tools.size(), 2U);
  EXPECT_EQ(tools[0].description, "Does it.");
  EXPECT_EQ(tools[0].input_schema, declared.input_schema);
  EXPECT_EQ(tools[0].recorded_calls, 1U);
  EXPECT_EQ(tools[1].name, "unused");
  EXPECT_EQ(tools[1].recorded_calls, 0U);
}

TEST(RecordedTools, AreThoseOfTheLogAndReadBack) {
  StepLog log;
  log.add({call("b", R"({"n":1})"), "trace", 0});
  log.add({call("a", R"({"n":2})"), "trace", 1});
  log.add({Step{Action::message("hello")}, "trace", 2});
  const auto tools = recorded_tools(log);
  ASSERT_THAT(tools, testing::IsOk());
  EXPECT_EQ(tools->tools.at(0).name, "a");
  EXPECT_EQ(tools->messages, 1U);
  EXPECT_EQ(recorded_tools_from_json(parse_json(to_text(to_json(*tools))).value()).value(), *tools);
  for (const std::string_view bad : {"1", "{}", R"({"tools":1})", R"({"tools":[{"name":"a"}]})"})
    EXPECT_THAT(recorded_tools_from_json(parse_json(bad).value()),
                testing::FailsWith(errc::invalid_argument));
}

}  // namespace
}  // namespace wmh
