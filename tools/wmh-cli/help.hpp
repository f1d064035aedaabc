#pragma once

#include "command.hpp"

#include <string>
#include <vector>

namespace wmh::cli {

/// All commands with their summaries, without a line end.
std::string overview_text();
/// Everything about one command, every option with its default.
std::string help_text(const Command& command);
/// "wmh build [options] [FILE...]".
std::string usage_line(const Command& command);

/// The command of that name, or null.
const Command* find_command(std::string_view name);
/// The commands whose names begin with `group` and a blank.
std::vector<const Command*> commands_of(std::string_view group);
/// Prints the help of a command, or of all commands of a group. False when there is none.
bool show_help(Console& console, std::string_view name);

}  // namespace wmh::cli
