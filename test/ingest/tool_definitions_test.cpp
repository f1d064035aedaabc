#include "ingest/tool_definitions.hpp"

#include <wmh/testing/matchers.hpp>

#include "ingest/memory_traces.hpp"

namespace wmh {
namespace {

using testing::attribute;
using testing::span_line;

TEST(ToolDefinitions, ReadsEveryWayToWriteThem) {
  detail::ToolDefinitions definitions;
  definitions.add(R"([
    {"type":"function","name":"convention","description":"A.","parameters":{"type":"object","properties":{"x":{"type":"string"}}}},
    {"type":"function","function":{"name":"chat","parameters":{"properties":{},"required":["x"]}}},
    {"name":"messages","input_schema":{"type":"object"}},
    {"name":"mcp","inputSchema":{"type":"object"}},
    {"name":"described","description":"No schema."}, 7, {"name":""}, {"name":3}])");
  const auto tools = definitions.list();
  ASSERT_EQ(tools.size(), 5U);
  EXPECT_EQ(tools[0].name, "chat");
  EXPECT_EQ(tools[0].input_schema.at("type"), "object");
  EXPECT_EQ(tools[1].description, "A.");
  EXPECT_TRUE(tools[1].declared);
  EXPECT_FALSE(tools[2].declared);
  EXPECT_TRUE(tools[3].declared);
  EXPECT_TRUE(tools[4].declared);
}

TEST(ToolDefinitions, TheFirstHoldsAndNonsenseIsLeftOut) {
  detail::ToolDefinitions definitions;
  for (const std::string_view text :
       {"", "{}", "nonsense", R"([{"name":"a","parameters":{"properties":{"x":true}}}])",
        R"([{"name":"a","parameters":{"required":[1]}}])", R"([{"name":"a","parameters":[]}])",
        R"([{"name":"a","parameters":{"title":"first"}}])",
        R"([{"name":"a","parameters":{"title":"second"}}])"})
    definitions.add(text);
  definitions.describe("a", "Of a call.");
  definitions.describe("a", "Of a later call.");
  const auto tools = definitions.list();
  ASSERT_EQ(tools.size(), 1U);
  EXPECT_EQ(tools[0].input_schema.at("title"), "first");
  EXPECT_EQ(tools[0].description, "Of a call.");
}

TEST(ToolDefinitions, AreReportedByTheReader) {
  const std::string chat =
      span_line("a", 1,
                attribute("gen_ai.operation.name", "chat") + "," +
                    attribute("gen_ai.tool.definitions",
                              R"([{"name":"get","parameters":{"type":"object"}}])"));
  const std::string tool = span_line("b", 2,
                                     attribute("gen_ai.operation.name", "execute_tool") + "," +
                                         attribute("gen_ai.tool.name", "get") + "," +
                                         attribute("gen_ai.tool.description", "Gets."));
  const std::string text = chat + tool;
  const auto source = testing::open_memory(text);
  ASSERT_THAT(source, testing::IsOk());
  const auto tools = (*source)->report().declared_tools;
  ASSERT_EQ(tools.size(), 1U);
  EXPECT_TRUE(tools[0].declared);
  EXPECT_EQ(tools[0].description, "Gets.");
}

}  // namespace
}  // namespace wmh
