#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE

std::string_view to_string(ActionKind kind) noexcept {
  return kind == ActionKind::tool_call ? "tool_call" : "message";
}

WMH_END_NAMESPACE
