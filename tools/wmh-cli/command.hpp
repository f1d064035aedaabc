#pragma once

#include "option.hpp"

namespace wmh::cli {

class Arguments;
class Console;

struct Example {
  std::string_view line;
  std::string_view meaning;
};

/// One command. To add one: write cmd_<name>.cpp with such a record, declare it below and name it
/// in the table in cli.cpp.
struct Command {
  std::string_view name = {};  ///< One word, or two for a command of a group: "eval run".
  std::string_view summary = {};
  std::string_view details = {};
  Positional positional = {};
  std::span<const Option* const> options = {};
  std::span<const Example> examples = {};
  int (*run)(const Arguments& arguments, Console& console) = nullptr;  ///< Returns an exit code.
};

/// All commands, in the order of the help.
std::span<const Command* const> commands();

extern const Command build_command;
extern const Command list_command;
extern const Command eval_command;
extern const Command eval_list_command;
extern const Command eval_run_command;
extern const Command eval_results_command;
extern const Command demo_command;
extern const Command play_command;
extern const Command serve_command;
extern const Command mcp_command;
extern const Command providers_list_command;
extern const Command providers_verify_command;
extern const Command examples_list_command;
extern const Command examples_run_command;
extern const Command testbed_command;
extern const Command completion_command;
extern const Command help_command;

}  // namespace wmh::cli
