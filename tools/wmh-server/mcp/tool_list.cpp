#include "mcp/tool_list.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace wmh::mcp {
namespace {

constexpr std::size_t longest_name = 128;

/// MCP's names are made of ASCII letters, digits, '_', '-' and '.'.
std::string offered_name(std::string_view recorded) {
  std::string name(recorded.substr(0, longest_name));
  std::replace_if(
      name.begin(), name.end(),
      [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return !letter && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.';
      },
      '_');
  return name;
}

/// A tool that nobody ever got an answer from is mostly one that agents took to be there.
bool was_answered(const ToolDescription& tool) {
  return tool.declared || tool.failed_calls < tool.recorded_calls;
}

std::vector<ToolDescription> offered_tools(const std::vector<ToolDescription>& recorded) {
  std::vector<ToolDescription> offered;
  std::copy_if(recorded.begin(), recorded.end(), std::back_inserter(offered), was_answered);
  return offered.empty() ? recorded : offered;
}

}  // namespace

ToolList::ToolList(const RecordedTools& recorded, ToolListOptions options) : options_(options) {
  options_.page = std::max<std::size_t>(1, options_.page);
  // A name that can stay as it is keeps itself, whatever others become.
  const std::vector<ToolDescription> tools = offered_tools(recorded.tools);
  for (const ToolDescription& tool : tools)
    if (offered_name(tool.name) == tool.name) recorded_names_.emplace(tool.name, tool.name);
  for (const ToolDescription& tool : tools)
    add(tool);
  if (recorded.messages > 0) add_say();
}

std::string ToolList::free_name(std::string wanted) const {
  std::string name = wanted;
  for (std::size_t n = 2; recorded_names_.contains(name) || name == say_; ++n) {
    const std::string suffix = fmt::format("_{}", n);
    name = wanted.substr(0, longest_name - suffix.size()) + suffix;
  }
  return name;
}

void ToolList::add(const ToolDescription& tool) {
  std::string name = offered_name(tool.name);
  if (name != tool.name) name = free_name(std::move(name));
  recorded_names_[name] = tool.name;
  json::object offered{{"name", name}};
  if (!tool.description.empty()) offered["description"] = tool.description;
  json::object schema = tool.input_schema;
  schema["type"] = "object";
  json::array examples;
  for (std::size_t i = 0; i < std::min(options_.examples, tool.examples.size()); ++i)
    examples.emplace_back(tool.examples[i]);
  if (!examples.empty()) schema["examples"] = std::move(examples);
  offered["inputSchema"] = std::move(schema);
  tools_.push_back(std::move(offered));
}

void ToolList::add_say() {
  say_ = free_name(recorded_names_.contains("say") ? "say_to_user" : "say");
  json::object message{{"type", "string"}, {"description", "What to say."}};
  tools_.push_back({{"name", say_},
                    {"description", "Say something to the user. Returns what the user answers."},
                    {"inputSchema",
                     {{"type", "object"},
                      {"properties", {{"message", std::move(message)}}},
                      {"required", json::array{"message"}}}}});
}

std::optional<json::object> ToolList::page(std::string_view cursor) const {
  std::size_t first = 0;
  if (!cursor.empty()) {
    const char* end = cursor.data() + cursor.size();
    const auto [read, failed] = std::from_chars(cursor.data(), end, first);
    if (failed != std::errc() || read != end || first >= tools_.size() ||
        first % options_.page != 0)
      return std::nullopt;
  }
  const std::size_t last = std::min(tools_.size(), first + options_.page);
  json::array tools;
  for (std::size_t i = first; i < last; ++i)
    tools.emplace_back(tools_[i]);
  json::object result{{"tools", std::move(tools)}};
  if (last < tools_.size()) result["nextCursor"] = fmt::format("{}", last);
  return result;
}

Result<Action> ToolList::action(std::string_view tool, json::object arguments) const {
  if (!say_.empty() && tool == say_) {
    const json::value* message = arguments.if_contains("message");
    if (message == nullptr || !message->is_string())
      return Error(errc::invalid_argument, fmt::format("{} needs a \"message\", a text", say_));
    return Action::message(std::string(message->get_string()));
  }
  const auto known = recorded_names_.find(tool);
  if (known == recorded_names_.end())
    return Error(errc::not_found, fmt::format("Unknown tool: {}", tool.substr(0, longest_name)));
  return Action::tool_call(known->second, std::move(arguments));
}

}  // namespace wmh::mcp
