// A definition is {"name", "description", "parameters"}, as the convention has it, or what an agent
// framework sent to its model: the schema goes by other names, or all is under "function".
#include "ingest/tool_definitions.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace dom = simdjson::dom;
namespace {

constexpr std::size_t most_tools = 4096;
constexpr std::size_t most_texts = 100'000;    // then later ones are passed over
constexpr std::size_t longest_text = 1 << 20;  // of a list
constexpr unsigned deepest = 64;               // a schema
constexpr std::size_t longest_description = 1 << 16;

std::string_view text_in(dom::object object, std::string_view key) {
  std::string_view text;
  if (object[key].get_string().get(text) != simdjson::SUCCESS) return {};
  return text;
}

/// What is wrong with a schema here keeps a whole list of tools from being read by clients.
bool is_object_schema(const json::object& schema) {
  const json::value* properties = schema.if_contains("properties");
  const json::value* required = schema.if_contains("required");
  const auto is_object = [](const auto& member) {
    return member.value().is_object();
  };
  const auto is_string = [](const json::value& name) {
    return name.is_string();
  };
  if (properties != nullptr &&
      (!properties->is_object() ||
       !std::all_of(properties->get_object().begin(), properties->get_object().end(), is_object)))
    return false;
  return required == nullptr ||
         (required->is_array() &&
          std::all_of(required->get_array().begin(), required->get_array().end(), is_string));
}

std::optional<json::object> schema_in(dom::object definition) {
  for (const std::string_view key : {"parameters", "input_schema", "inputSchema"}) {
    dom::element found;
    if (definition[key].get(found) != simdjson::SUCCESS) continue;
    auto value = to_json_value(found, deepest);
    if (!value || !value->is_object() || !is_object_schema(value->get_object())) continue;
    value->get_object()["type"] = "object";
    return std::move(value->get_object());
  }
  return std::nullopt;
}

}  // namespace

void ToolDefinitions::add(std::string_view definitions) {
  if (definitions.size() > longest_text || read_.size() == most_texts) return;
  if (!read_.insert(std::hash<std::string_view>()(definitions)).second) return;
  const auto list = reader_.read(definitions);
  dom::array each;
  if (!list || list->get_array().get(each) != simdjson::SUCCESS) return;
  for (const dom::element definition : each)
    add(definition);
}

void ToolDefinitions::add(dom::element element) {
  dom::object definition;
  if (element.get_object().get(definition) != simdjson::SUCCESS) return;
  dom::object inner;
  if (definition["function"].get_object().get(inner) == simdjson::SUCCESS) definition = inner;
  ToolDescription* tool = entry(text_in(definition, "name"));
  if (tool == nullptr || tool->declared) return;
  const std::string_view description = text_in(definition, "description");
  if (description.size() <= longest_description && !description.empty())
    tool->description = description;
  auto schema = schema_in(definition);
  if (!schema) return;
  tool->input_schema = std::move(*schema);
  tool->declared = true;
}

void ToolDefinitions::describe(std::string_view name, std::string_view description) {
  if (description.empty() || description.size() > longest_description) return;
  ToolDescription* tool = entry(name);
  if (tool != nullptr && tool->description.empty()) tool->description = description;
}

ToolDescription* ToolDefinitions::entry(std::string_view name) {
  if (name.empty()) return nullptr;
  if (const auto known = tools_.find(name); known != tools_.end()) return &known->second;
  if (tools_.size() == most_tools) return nullptr;
  ToolDescription& tool = tools_[std::string(name)];
  tool.name = name;
  return &tool;
}

std::vector<ToolDescription> ToolDefinitions::list() const {
  std::vector<ToolDescription> all;
  for (const auto& [name, tool] : tools_)
    all.push_back(tool);
  return all;
}

}  // namespace detail
WMH_END_NAMESPACE
