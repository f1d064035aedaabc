#include <wmh/tools.hpp>

#include <boost/json/array.hpp>

WMH_BEGIN_NAMESPACE
namespace {

json::object to_json(const ToolDescription& tool) {
  json::array examples;
  for (const json::object& example : tool.examples)
    examples.emplace_back(example);
  return {{"name", tool.name},
          {"description", tool.description},
          {"declared", tool.declared},
          {"recorded_calls", tool.recorded_calls},
          {"failed_calls", tool.failed_calls},
          {"input_schema", tool.input_schema},
          {"examples", std::move(examples)}};
}

std::size_t count_in(const json::object& object, std::string_view key) {
  const json::value* member = object.if_contains(key);
  std::size_t count = 0;
  if (member != nullptr && member->is_number()) {
    boost::system::error_code inexact;
    count = member->to_number<std::size_t>(inexact);
    if (inexact) count = 0;
  }
  return count;
}

std::string text_in(const json::object& object, std::string_view key) {
  const json::value* member = object.if_contains(key);
  const json::string* text = member ? member->if_string() : nullptr;
  return text ? std::string(*text) : std::string();
}

Error no_tool() {
  return Error(errc::invalid_argument, "a recorded tool needs a name and an input_schema");
}

Result<ToolDescription> tool_from_json(const json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return no_tool();
  const json::value* schema = object->if_contains("input_schema");
  ToolDescription tool;
  tool.name = text_in(*object, "name");
  if (tool.name.empty() || schema == nullptr || !schema->is_object()) return no_tool();
  tool.description = text_in(*object, "description");
  tool.input_schema = schema->get_object();
  const json::value* declared = object->if_contains("declared");
  tool.declared = declared != nullptr && declared->is_bool() && declared->get_bool();
  tool.recorded_calls = count_in(*object, "recorded_calls");
  tool.failed_calls = count_in(*object, "failed_calls");
  const json::value* examples = object->if_contains("examples");
  if (examples == nullptr || !examples->is_array()) return tool;
  for (const json::value& example : examples->get_array())
    if (example.is_object()) tool.examples.push_back(example.get_object());
  return tool;
}

}  // namespace

json::object to_json(const RecordedTools& tools) {
  json::array list;
  for (const ToolDescription& tool : tools.tools)
    list.emplace_back(to_json(tool));
  return {{"messages", tools.messages}, {"tools", std::move(list)}};
}

Result<RecordedTools> recorded_tools_from_json(const json::value& value) {
  const auto* object = value.if_object();
  const json::value* list = object ? object->if_contains("tools") : nullptr;
  if (list == nullptr || !list->is_array())
    return Error(errc::invalid_argument, "recorded tools are an object with an array \"tools\"");
  RecordedTools recorded;
  recorded.messages = count_in(*object, "messages");
  for (const json::value& each : list->get_array()) {
    auto tool = tool_from_json(each);
    if (!tool) return std::move(tool).error();
    recorded.tools.push_back(std::move(*tool));
  }
  return recorded;
}

WMH_END_NAMESPACE
