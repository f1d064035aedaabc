#include "prompt/render.hpp"

#include <wmh/json.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

std::string render_state_action(const EnvState& state, const Action& action) {
  std::string text = "STATE:\n  structured: " + canonical_json(state.structured);
  if (!state.scratchpad.empty()) text.append("\n  scratchpad: ").append(state.scratchpad);
  text.append("\nACTION kind=").append(to_string(action.kind()));
  if (!action.name().empty()) text.append("\n  tool: ").append(action.name());
  if (!action.arguments().empty())
    text.append("\n  arguments: ").append(canonical_json(action.arguments()));
  if (const auto& content = action.optional_content())
    text.append("\n  message: ").append(*content);
  return text;
}

std::string render_action_line(const Action& action) {
  if (action.kind() == ActionKind::message) return "message: " + std::string(action.content());
  const auto name = action.name().empty() ? std::string_view("(unnamed)") : action.name();
  std::string text = "tool_call " + std::string(name);
  return text.append("(").append(canonical_json(action.arguments())).append(")");
}

}  // namespace detail
WMH_END_NAMESPACE
