#include "prompt/step_prompt.hpp"

#include <wmh/json.hpp>

#include "prompt/render.hpp"
#include "util/cut_middle.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t least_room = 4'000;  // for the session and the demonstrations each

void add_observation(std::string& text, const Observation& observation, std::size_t most) {
  text += fmt::format("\nOBSERVATION (is_error={}): ", observation.is_error ? "True" : "False");
  text += cut_middle(observation.content, most);
}

std::string earlier_step(const Step& step, const PromptBounds& bounds) {
  std::string text = "ACTION: " + cut_middle(render_action_line(step.action), bounds.observation);
  add_observation(text, step.observation, bounds.observation);
  return text;
}

std::string demonstration(const Step& step, const PromptBounds& bounds) {
  std::string text;
  if (step.task) text = "TASK: " + cut_middle(*step.task, bounds.demonstration / 4) + "\n";
  text += cut_middle(render_state_action(step.state_before, step.action), bounds.demonstration);
  add_observation(text, step.observation, bounds.demonstration);
  return text;
}

/// As many of the last steps as there is room for, oldest first.
std::string history_block(const PredictionRequest& request, std::size_t room,
                          const PromptBounds& bounds) {
  if (!request.history || request.history->empty()) return "(start of session)";
  const std::deque<Step>& steps = *request.history;
  std::vector<std::string> shown;
  std::size_t used = 0;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    std::string text = earlier_step(*step, bounds);
    used += text.size() + 1;
    if (used > room && !shown.empty()) break;
    shown.push_back(std::move(text));
  }
  std::string block;
  if (shown.size() < steps.size())
    block = fmt::format("({} earlier steps left out)\n", steps.size() - shown.size());
  for (auto text = shown.rbegin(); text != shown.rend(); ++text)
    block.append(text == shown.rbegin() ? "" : "\n").append(*text);
  return block;
}

std::string demonstrations_block(std::span<const Demo> demonstrations, std::size_t room,
                                 const PromptBounds& bounds) {
  std::string block;
  for (const Demo& demo : demonstrations) {
    const std::string text = demonstration(demo.recorded->step, bounds);
    if (block.size() + text.size() > room && !block.empty()) break;
    block.append(block.empty() ? "" : "\n\n").append(text);
  }
  return block.empty() ? "(no similar past examples)" : block;
}

std::string state_block(const EnvState& state, std::size_t most) {
  const std::string notes = state.scratchpad.empty() ? "(empty)" : std::string();
  return fmt::format("structured: {}\nscratchpad: {}{}",
                     cut_middle(canonical_json(state.structured), most), notes,
                     cut_middle(state.scratchpad, most));
}

std::string contract(ReplyWishes wishes) {
  std::string text =
      "Answer with one JSON object and nothing around it:\n"
      "{\"output\": what the environment returns, exactly, as one string; \"\" where it returns "
      "nothing,\n"
      " \"is_error\": true if the action fails, else false,\n"
      " \"state_note\": what this action changed or revealed that later steps must agree with, in "
      "one short line; \"\" if nothing";
  if (wishes.confidence)
    text +=
        ",\n \"confidence\": the probability, from 0 to 1, that the real environment returns the "
        "same";
  return text + "}";
}

std::size_t less(std::size_t whole, std::size_t used) noexcept {
  return whole > used + least_room ? whole - used : least_room;
}

}  // namespace

std::string step_prompt(const PredictionRequest& request, std::span<const Demo> demonstrations,
                        const PromptBounds& bounds, ReplyWishes wishes) {
  const std::string task = request.task ? cut_middle(*request.task, bounds.task) : "(none)";
  const std::string end =
      fmt::format("\n\nCURRENT ENV STATE:\n{}\n\nAGENT ACTION:\n{}\n\n{}",
                  state_block(request.state, bounds.state),
                  cut_middle(render_action_line(request.action), bounds.action), contract(wishes));
  const std::size_t room = less(bounds.whole, task.size() + end.size());
  // The session is worth more than other sessions, and must leave some room for them.
  const std::string history = history_block(request, less(room, room / 3), bounds);
  const std::string examples =
      demonstrations_block(demonstrations, less(room, history.size()), bounds);
  std::string text;
  text.reserve(task.size() + history.size() + examples.size() + end.size() + 100);
  text.append("TASK:\n").append(task);
  text.append("\n\nINTERACTION HISTORY:\n").append(history);
  text.append("\n\nSIMILAR PAST EXAMPLES:\n").append(examples);
  return text.append(end);
}

std::string review_prompt(std::string_view draft) {
  return fmt::format(
      "This answer was proposed:\n{}\n\nCompare it with the history, the state and the examples. "
      "Where it contradicts them, or is not what this environment would return, correct it; else "
      "repeat it. Answer in the same form.",
      draft);
}

json::object reply_schema(ReplyWishes wishes) {
  json::object properties{{"output", {{"type", "string"}}},
                          {"is_error", {{"type", "boolean"}}},
                          {"state_note", {{"type", "string"}}}};
  json::array required{"output", "is_error", "state_note"};
  if (wishes.confidence) {
    properties["confidence"] = json::object{{"type", "number"}};
    required.emplace_back("confidence");
  }
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

}  // namespace detail
WMH_END_NAMESPACE
