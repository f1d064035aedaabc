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
  text.append("\nOBSERVATION (is_error=").append(observation.is_error ? "True" : "False") += "): ";
  append_cut_middle(text, observation.content, most);
}

void add_earlier_step(std::string& text, const Step& step, const PromptBounds& bounds) {
  text += "ACTION: ";
  const std::size_t begin = text.size();
  append_action_line(text, step.action);
  cut_middle_from(text, begin, bounds.observation);
  add_observation(text, step.observation, bounds.observation);
}

void add_demonstration(std::string& text, const Step& step, const PromptBounds& bounds) {
  if (step.task) {
    text += "TASK: ";
    append_cut_middle(text, *step.task, bounds.demonstration / 4);
    text += '\n';
  }
  const std::size_t begin = text.size();
  append_state_action(text, step.state_before, step.action);
  cut_middle_from(text, begin, bounds.demonstration);
  add_observation(text, step.observation, bounds.demonstration);
}

/// As many of the last steps as there is room for, oldest first.
std::string history_block(const PredictionRequest& request, std::size_t room,
                          const PromptBounds& bounds) {
  if (!request.history || request.history->empty()) return "(start of session)";
  const std::deque<Step>& steps = *request.history;
  std::string backwards;  // a line feed after each step
  std::vector<std::size_t> ends{0};
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    add_earlier_step(backwards, *step, bounds);
    backwards += '\n';
    if (backwards.size() > room && ends.size() > 1) break;
    ends.push_back(backwards.size());
  }
  const std::size_t shown = ends.size() - 1;
  std::string block;
  block.reserve(ends.back() + 50);
  if (shown < steps.size())
    block = fmt::format("({} earlier steps left out)\n", steps.size() - shown);
  for (std::size_t i = shown; i > 0; --i)
    block.append(backwards, ends[i - 1], ends[i] - ends[i - 1]);
  block.pop_back();
  return block;
}

/// As many as there is room for, and one in any case.
void add_demonstrations(std::string& text, std::span<const Demo> demonstrations, std::size_t room,
                        const PromptBounds& bounds) {
  if (demonstrations.empty()) text += "(no similar past examples)";
  const std::size_t begin = text.size();
  for (const Demo& demo : demonstrations) {
    const std::size_t end = text.size();
    if (end > begin) text += "\n\n";
    const std::size_t own = text.size();
    add_demonstration(text, demo.recorded->step, bounds);
    if (end == begin || text.size() - own + end - begin <= room) continue;
    text.resize(end);
    return;
  }
}

/// About what they will take: room for as much as they may would mostly stay unused.
std::size_t size_of(std::span<const Demo> demonstrations, const PromptBounds& bounds) {
  constexpr std::size_t state_and_action = 400;
  std::size_t size = 0;
  for (const Demo& demo : demonstrations)
    size += state_and_action +
            std::min(demo.recorded->step.observation.content.size(), bounds.demonstration);
  return size;
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
  const std::size_t left = less(room, history.size());
  std::string text;
  text.reserve(task.size() + history.size() + end.size() + 100 +
               std::min(left, size_of(demonstrations, bounds)));
  text.append("TASK:\n").append(task);
  text.append("\n\nINTERACTION HISTORY:\n").append(history);
  text.append("\n\nSIMILAR PAST EXAMPLES:\n");
  add_demonstrations(text, demonstrations, left, bounds);
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
