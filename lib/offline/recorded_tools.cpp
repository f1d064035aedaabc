#include "offline/recorded_tools.hpp"

#include <wmh/json.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

// What the agent asks for decides the answer before what it wants in the end.
constexpr float argument_weight = 0.7F, task_weight = 0.3F;
constexpr auto no_trace = static_cast<std::uint32_t>(-1);

/// Messages and calls without a name are tools of their own; a name cannot begin like theirs.
std::string tool_key(const Action& action) {
  if (action.kind() == ActionKind::message) return "\n message";
  return action.optional_name() ? std::string(action.name()) : "\n unnamed";
}

std::string argument_text(const Action& action) {
  return action.kind() == ActionKind::message ? std::string(action.content())
                                              : canonical_json(action.arguments());
}

}  // namespace

void RecordedTools::add(const RecordedStep& recorded, std::size_t row) {
  const Action& action = recorded.step.action;
  std::unique_ptr<Tool>& tool = tools_[tool_key(action)];
  if (!tool) tool = std::make_unique<Tool>(embedder_);
  const std::uint32_t arguments = tool->arguments.add(argument_text(action));
  if (arguments == tool->by_arguments.size()) tool->by_arguments.emplace_back();
  tool->by_arguments[arguments].push_back(static_cast<std::uint32_t>(tool->entries.size()));
  tool->entries.push_back({arguments, tasks_.add(recorded.step.task.value_or("")),
                           trace_number(recorded.trace_id), static_cast<std::uint32_t>(row)});
}

std::optional<RecordedTools::Match> RecordedTools::find(const Action& action, std::string_view task,
                                                        std::string_view exclude) const {
  const auto tool = tools_.find(tool_key(action));
  if (tool == tools_.end()) return std::nullopt;
  const std::uint32_t excluded = excluded_number(exclude);
  const std::vector<float> task_cosines = tasks_.cosines(task);
  const std::string arguments = argument_text(action);
  if (const auto known = tool->second->arguments.find(arguments))
    if (const auto match = find_equal(*tool->second, *known, task_cosines, excluded)) return match;
  return find_nearest(*tool->second, arguments, task_cosines, excluded);
}

std::optional<RecordedTools::Match> RecordedTools::find_equal(
    const Tool& tool, std::uint32_t arguments, const std::vector<float>& task_cosines,
    std::uint32_t exclude) const {
  const Entry* best = nullptr;
  for (const std::uint32_t at : tool.by_arguments[arguments]) {
    const Entry& entry = tool.entries[at];
    if (entry.trace == exclude) continue;
    if (best == nullptr || task_cosines[entry.task] > task_cosines[best->task]) best = &entry;
  }
  if (best == nullptr) return std::nullopt;
  return Match{best->row, true};
}

std::optional<RecordedTools::Match> RecordedTools::find_nearest(
    const Tool& tool, std::string_view arguments, const std::vector<float>& task_cosines,
    std::uint32_t exclude) const {
  const std::vector<float> argument_cosines = tool.arguments.cosines(arguments);
  const Entry* best = nullptr;
  float best_score = 0;
  for (const Entry& entry : tool.entries) {
    if (entry.trace == exclude) continue;
    const float score = argument_weight * argument_cosines[entry.arguments] +
                        task_weight * task_cosines[entry.task];
    if (best != nullptr && score <= best_score) continue;
    best = &entry;
    best_score = score;
  }
  if (best == nullptr) return std::nullopt;
  return Match{best->row, false};
}

std::uint32_t RecordedTools::trace_number(const std::string& trace_id) {
  if (trace_id.empty()) return no_trace;
  return traces_.emplace(trace_id, static_cast<std::uint32_t>(traces_.size())).first->second;
}

/// A number that no entry has when nothing is to be excluded.
std::uint32_t RecordedTools::excluded_number(std::string_view trace_id) const {
  const auto known = traces_.find(std::string(trace_id));
  return known == traces_.end() ? no_trace - 1 : known->second;
}

}  // namespace detail
WMH_END_NAMESPACE
