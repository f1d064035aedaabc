#include "prompt/render.hpp"

#include "util/json_writer.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr JsonStyle canonical{.sort_keys = true, .ascii = true};

}  // namespace

void append_state_action(std::string& out, const EnvState& state, const Action& action) {
  out += "STATE:\n  structured: ";
  append_json(out, state.structured, canonical);
  if (!state.scratchpad.empty()) out.append("\n  scratchpad: ").append(state.scratchpad);
  out.append("\nACTION kind=").append(to_string(action.kind()));
  if (!action.name().empty()) out.append("\n  tool: ").append(action.name());
  if (!action.arguments().empty()) {
    out += "\n  arguments: ";
    append_json(out, action.arguments(), canonical);
  }
  if (const auto& content = action.optional_content()) out.append("\n  message: ").append(*content);
}

void append_action_line(std::string& out, const Action& action) {
  if (action.kind() == ActionKind::message) {
    out.append("message: ").append(action.content());
    return;
  }
  out.append("tool_call ").append(action.name().empty() ? "(unnamed)" : action.name());
  out += '(';
  append_json(out, action.arguments(), canonical);
  out += ')';
}

std::string render_state_action(const EnvState& state, const Action& action) {
  std::string text;
  append_state_action(text, state, action);
  return text;
}

std::string render_action_line(const Action& action) {
  std::string text;
  append_action_line(text, action);
  return text;
}

}  // namespace detail
WMH_END_NAMESPACE
