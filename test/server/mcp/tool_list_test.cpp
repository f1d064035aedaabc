#include "mcp/tool_list.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include <boost/json/array.hpp>

namespace wmh::mcp {
namespace {

ToolDescription tool(std::string name, std::size_t calls = 1, std::size_t failed = 0) {
  ToolDescription made{.name = std::move(name)};
  made.input_schema = {{"type", "object"}};
  made.recorded_calls = calls;
  made.failed_calls = failed;
  made.examples = {{{"n", 1}}, {{"n", 2}}};
  return made;
}

RecordedTools recorded(std::vector<ToolDescription> tools, std::size_t messages = 0) {
  return {std::move(tools), messages};
}

std::vector<std::string> names(const ToolList& list) {
  std::vector<std::string> all;
  const json::object page = list.page("").value();
  for (const json::value& each : page.at("tools").as_array())
    all.emplace_back(each.at("name").as_string());
  return all;
}

using testing::FailsWith;
using Names = std::vector<std::string>;

TEST(ToolList, OffersWhatWasRecorded) {
  ToolDescription described = tool("b");
  described.description = "Does it.";
  const ToolList list(recorded({tool("a"), described}));
  EXPECT_EQ(to_text(list.page("").value()),
            R"({"tools":[{"name":"a","inputSchema":{"type":"object"}},)"
            R"({"name":"b","description":"Does it.","inputSchema":{"type":"object"}}]})");
  EXPECT_EQ(list.action("a", {{"n", 7}}).value(), Action::tool_call("a", {{"n", 7}}));
  EXPECT_THAT(list.action("c", {}), FailsWith(errc::not_found));
  EXPECT_THAT(list.action("say", {}), FailsWith(errc::not_found));
}

TEST(ToolList, ShowsExamplesWhenAsked) {
  const ToolList list(recorded({tool("a")}), {.examples = 1});
  EXPECT_EQ(to_text(list.page("").value().at("tools").at(0).at("inputSchema")),
            R"({"type":"object","examples":[{"n":1}]})");
}

TEST(ToolList, LeavesOutWhatNeverWorked) {
  EXPECT_EQ(names(ToolList(recorded({tool("a"), tool("b", 3, 3), tool("c", 3, 2)}))),
            Names({"a", "c"}));
  EXPECT_EQ(names(ToolList(recorded({tool("b", 3, 3)}))), Names({"b"}));
  ToolDescription declared = tool("b", 3, 3);
  declared.declared = true;
  EXPECT_EQ(names(ToolList(recorded({tool("a"), declared}))), Names({"a", "b"}));
}

TEST(ToolList, ComesInPages) {
  const ToolList list(recorded({tool("a"), tool("b"), tool("c")}), {.page = 2});
  const json::object first = list.page("").value();
  EXPECT_EQ(first.at("tools").as_array().size(), 2U);
  const json::object second = list.page(first.at("nextCursor").as_string()).value();
  EXPECT_EQ(second.at("tools").as_array().size(), 1U);
  EXPECT_FALSE(second.contains("nextCursor"));
  for (const std::string_view cursor : {"1", "4", "-2", "x", "2x", "99999999999999999999"})
    EXPECT_FALSE(list.page(cursor).has_value()) << cursor;
}

TEST(ToolList, MakesNamesThatClientsTake) {
  const ToolList list(recorded({tool("a b"), tool("a_b"), tool("a/b"), tool("é.x")}));
  EXPECT_EQ(names(list), Names({"a_b_2", "a_b", "a_b_3", "__.x"}));
  EXPECT_EQ(list.action("a_b", {}).value().name(), "a_b");
  EXPECT_EQ(list.action("a_b_3", {}).value().name(), "a/b");
  const std::string longest(200, 'x');
  const ToolList cut(recorded({tool(longest), tool(longest + "y")}));
  EXPECT_EQ(names(cut), Names({std::string(128, 'x'), std::string(126, 'x') + "_2"}));
}

TEST(ToolList, SaysThingsWhereMessagesWereRecorded) {
  const ToolList list(recorded({tool("a")}, 3));
  EXPECT_EQ(names(list), Names({"a", "say"}));
  EXPECT_EQ(list.action("say", {{"message", "hello"}}).value(), Action::message("hello"));
  EXPECT_THAT(list.action("say", {}), FailsWith(errc::invalid_argument));
  EXPECT_THAT(list.action("say", {{"message", 1}}), FailsWith(errc::invalid_argument));
  const ToolList clash(recorded({tool("say"), tool("say_to_user")}, 3));
  EXPECT_EQ(names(clash), Names({"say", "say_to_user", "say_to_user_2"}));
  EXPECT_EQ(clash.action("say_to_user_2", {{"message", "x"}}).value(), Action::message("x"));
  EXPECT_EQ(clash.action("say", {}).value(), Action::tool_call("say"));
}

}  // namespace
}  // namespace wmh::mcp
