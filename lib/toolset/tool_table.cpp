#include "toolset/tool_table.hpp"

#include <wmh/json.hpp>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_tools = 4096;  // no agent is told of more; names may be data
constexpr std::size_t longest_example = 1024;

/// Keeps what is declared of a tool that was also called, or of one that was not.
void declare(ToolDescription& tool, ToolDescription declared) {
  if (!declared.description.empty()) tool.description = std::move(declared.description);
  if (!declared.declared) return;
  tool.input_schema = std::move(declared.input_schema);
  tool.declared = true;
}

}  // namespace

void ToolTable::add(const Step& step) {
  const Action& action = step.action;
  if (action.kind() == ActionKind::message) return void(++messages_);
  if (action.name().empty()) return;
  auto found = entries_.find(action.name());
  if (found == entries_.end()) {
    if (entries_.size() == most_tools) return;
    found = entries_.emplace(action.name(), Entry()).first;
  }
  Entry& entry = found->second;
  add(step.observation.is_error ? entry.failed : entry.answered, action.arguments());
}

void ToolTable::add(Calls& calls, const json::object& arguments) const {
  ++calls.count;
  calls.arguments.add(arguments, calls.budget);
  std::vector<json::object>& examples = calls.examples;
  if (examples.size() == examples_) return;
  const bool known = std::find(examples.begin(), examples.end(), arguments) != examples.end();
  if (!known && to_text(arguments).size() <= longest_example) examples.push_back(arguments);
}

RecordedTools ToolTable::finish(std::vector<ToolDescription> declared) && {
  std::map<std::string, ToolDescription> tools;
  for (auto& [name, entry] : entries_) {
    ToolDescription& tool = tools[name];
    Calls& calls = entry.answered.count > 0 ? entry.answered : entry.failed;
    // A value of a choice may have been refused each time for another reason.
    if (entry.answered.count > 0) calls.arguments.widen_choices(entry.failed.arguments);
    tool.input_schema = calls.arguments.schema();
    tool.recorded_calls = entry.answered.count + entry.failed.count;
    tool.failed_calls = entry.failed.count;
    tool.examples = std::move(calls.examples);
  }
  for (ToolDescription& each : declared) {
    if (!each.declared && !tools.contains(each.name)) continue;
    ToolDescription& tool = tools[each.name];
    declare(tool, std::move(each));
  }
  RecordedTools recorded;
  recorded.messages = messages_;
  for (auto& [name, tool] : tools) {
    tool.name = name;
    recorded.tools.push_back(std::move(tool));
  }
  return recorded;
}

}  // namespace detail

Result<RecordedTools> recorded_tools(const StepLog& log, ToolOptions options) {
  detail::ToolTable table(options.examples);
  for (std::size_t row = 0; row < log.size(); ++row) {
    auto recorded = log.at(row);
    if (!recorded) return std::move(recorded).error();
    table.add((*recorded)->step);
  }
  return std::move(table).finish(std::move(options.declared));
}

WMH_END_NAMESPACE
