#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The text of a state and an action: what is embedded, and what a prompt shows.
std::string render_state_action(const EnvState& state, const Action& action);
void append_state_action(std::string& out, const EnvState& state, const Action& action);

/// The action on one line.
std::string render_action_line(const Action& action);
void append_action_line(std::string& out, const Action& action);

}  // namespace detail
WMH_END_NAMESPACE
