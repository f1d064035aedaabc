#pragma once

#include <wmh/error.hpp>

#include "command.hpp"

#include <string>

namespace wmh::cli {

enum ExitCode : int {
  exit_ok = 0,
  exit_failed = 1,  ///< The work went wrong.
  exit_usage = 2  ///< The command line can never work: a wrong flag, or a name of nothing there is.
};

/// Runs the command that `args` (without the program's name) asks for. Never throws.
int run(std::span<const std::string> args, Console& console);

/// Prints the error and returns the exit code for its kind.
int fail(Console& console, const Error& error);

}  // namespace wmh::cli
