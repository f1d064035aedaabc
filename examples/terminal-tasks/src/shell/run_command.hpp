#pragma once

#include <wmh/error.hpp>

#include <chrono>
#include <filesystem>
#include <string>

namespace terminal {

struct CommandLimits {
  std::chrono::milliseconds time{10'000};  ///< Past it the command and its children are killed.
  std::size_t output = 16'384;             ///< Bytes that are kept; the rest is read and dropped.
};

/// What came of a command.
struct CommandEnd {
  std::string output{};  ///< Standard output and error as they came.
  int exit_code = 0;     ///< 128 and the signal's number for one that a signal ended.
  bool cut = false;      ///< There was more output.
  bool killed = false;   ///< The time was up.
};

/// Runs `/bin/bash -c command` in `folder`: in a session and process group of its own, with an
/// environment of four variables, nothing to read, umask 022. Processes that it leaves behind are
/// killed. Fails with errc::io where no process can be had. May be called from any thread.
wmh::Result<CommandEnd> run_command(const std::string& command, const std::filesystem::path& folder,
                                    const CommandLimits& limits = {});

}  // namespace terminal
