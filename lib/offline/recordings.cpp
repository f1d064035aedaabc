#include "offline/recordings.hpp"

#include <wmh/json.hpp>

#include "util/mix_hash.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {

namespace {

constexpr std::size_t most_layouts_of_call = 4;  // of equal arguments

PastCall past_call(const Step& step, const ArgumentMarks& marks) {
  PastCall past;
  past.tool = tool_hash(step.action);
  past.call = call_key(past.tool, marks.loose_key());
  past.outcome = outcome_key(step.observation);
  past.values = marks.values;
  past.is_error = step.observation.is_error;
  return past;
}

}  // namespace

std::uint64_t tool_hash(const Action& action) {
  return text_hash(tool_key(action));
}

PastCall past_call(const Step& step) {
  return past_call(step, loose_argument_marks(step.action));
}

std::uint64_t state_key(const EnvState& state) {
  return state.structured.empty() ? 0 : text_hash(canonical_json(state.structured));
}

void Recordings::add(const RecordedStep& recorded, std::size_t row) {
  const Step& step = recorded.step;
  const auto entry = static_cast<std::uint32_t>(calls_.size());
  const ArgumentMarks marks = argument_marks(step.action);
  RecordedCall call;
  call.keys = marks.keys;
  static_cast<PastCall&>(call) = past_call(step, marks);
  call.state = state_key(step.state_before);
  call.task = tasks_.add(step.task.value_or(""));
  call.row = static_cast<std::uint32_t>(row);
  if (call.task == traces_of_task_.size()) traces_of_task_.push_back(0);
  if (!recorded.trace_id.empty()) add_to_trace(call, entry, recorded.trace_id);
  add_to_tool(call, entry, step);
  calls_.push_back(call);
}

void Recordings::add_to_trace(RecordedCall& call, std::uint32_t entry,
                              const std::string& trace_id) {
  const auto fresh = static_cast<std::uint32_t>(traces_.size());
  TraceEnd& trace = traces_.try_emplace(trace_id, TraceEnd{fresh}).first->second;
  if (trace.last == no_number) ++traces_of_task_[call.task];
  call.trace = trace.number;
  call.previous = std::exchange(trace.last, entry);
}

void Recordings::add_to_tool(RecordedCall& call, std::uint32_t entry, const Step& step) {
  const Action& action = step.action;
  std::unique_ptr<Tool>& tool = tools_[call.tool];
  if (!tool) tool = std::make_unique<Tool>(embedder_);
  ++tool->entries;
  call.arguments = tool->arguments.add(argument_text(action));
  if (call.arguments == tool->by_arguments.size()) {
    tool->by_arguments.emplace_back();
    Words words = words_of(plain_text(action));
    if (shapes_known_) {
      add_shape(*tool, call.arguments, words);
    } else {
      words_.add(words);
      tool->unshaped.push_back(std::move(words));
    }
  }
  const auto add_bounded = [entry](std::vector<std::uint32_t>& same) {
    if (same.size() < max_equal) same.push_back(entry);
  };
  add_bounded(tool->by_arguments[call.arguments]);
  for (std::size_t form = 0; form < key_forms; ++form)
    add_bounded(tool->by_key[form][call.keys[form]]);
  if (tool->by_arguments[call.arguments].size() <= most_layouts_of_call)
    add_layout(*tool, call, entry, step);
}

void Recordings::add_layout(Tool& tool, const RecordedCall& call, std::uint32_t entry,
                            const Step& step) {
  if (tool.layouts.full() || tool.unshaped_layouts.size() == LayoutExamples::max_examples) return;
  Layout layout(step.observation.content);
  if (shapes_known_)
    tool.layouts.add(entry, call.is_error, std::move(layout),
                     words_.shape_of(words_of(plain_text(step.action))));
  else
    tool.unshaped_layouts.emplace_back(entry, std::move(layout));
}

void Recordings::add_shape(Tool& tool, std::uint32_t arguments, const Words& words) {
  tool.shapes.push_back(shape_of(words));
  tool.by_shape[tool.shapes.back()].push_back(arguments);
}

void Recordings::learn_shapes() {
  for (auto& [key, tool] : tools_) {
    for (std::uint32_t number = 0; number < tool->unshaped.size(); ++number)
      add_shape(*tool, number, tool->unshaped[number]);
    for (auto& [entry, layout] : tool->unshaped_layouts)
      tool->layouts.add(entry, calls_[entry].is_error, std::move(layout),
                        words_.shape_of(tool->unshaped[calls_[entry].arguments]));
    tool->unshaped_layouts = {};
    tool->unshaped = {};
  }
  shapes_known_ = true;
}

const Recordings::Tool* Recordings::tool(std::uint64_t key) const {
  const auto found = tools_.find(key);
  return found == tools_.end() ? nullptr : found->second.get();
}

std::uint32_t Recordings::trace_number(std::string_view trace_id) const {
  const auto found = traces_.find(std::string(trace_id));
  return found == traces_.end() ? no_number : found->second.number;
}

std::vector<PastCall> Recordings::past_of(std::uint32_t entry) const {
  std::vector<PastCall> past;
  for (std::uint32_t at = calls_[entry].previous; at != no_number; at = calls_[at].previous)
    past.push_back(calls_[at]);
  std::reverse(past.begin(), past.end());
  return past;
}

}  // namespace detail
WMH_END_NAMESPACE
