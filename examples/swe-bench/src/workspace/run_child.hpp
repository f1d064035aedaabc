#pragma once

#include "json/refuse.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace swe {

/// A program to run: by its full path, in a folder, with nothing of our environment.
struct Command {
  std::vector<std::string> words{};
  std::filesystem::path folder{};
  std::vector<std::string> environment{};  ///< Each "NAME=value".
  std::chrono::milliseconds limit{10'000};
  std::size_t most_output = 64 * 1024;  ///< What is written past it is lost.
};

struct ChildEnd {
  std::string output{};  ///< Standard output and standard error as they came.
  bool timed_out = false;
  int exit_code = -1;  ///< -1: ended by a signal.
};

/// Runs a program to its end or to the time limit, in a process group of its own; what is left of
/// the group then is killed. Fails where the program cannot be started.
Result<ChildEnd> run_child(const Command& command);

}  // namespace swe
