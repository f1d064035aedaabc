#pragma once

// Runs a program as a user would, with its output in files.
#include "support/temp_dir.hpp"

#include <fcntl.h>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace wmh::testing {

struct CommandResult {
  int exit_code = -1;  ///< -1: it was ended by a signal.
  std::string out{};
  std::string err{};
};

/// Starts `program` with `args` in `folder`; standard input is empty. Gives its process id.
inline pid_t start_command(const std::string& program, const std::vector<std::string>& args,
                           const std::filesystem::path& folder, const std::filesystem::path& out,
                           const std::filesystem::path& err) {
  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const std::string& arg : args)
    words.push_back(const_cast<char*>(arg.c_str()));
  words.push_back(nullptr);
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::dup2(::open("/dev/null", O_RDONLY), 0);
  ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), 1);
  ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), 2);
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  ::execv(program.c_str(), words.data());
  ::_exit(127);
}

inline CommandResult run_command(const std::string& program, const std::vector<std::string>& args,
                                 const std::filesystem::path& folder) {
  TempDir output;
  const pid_t child = start_command(program, args, folder, output / "out", output / "err");
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(output / "out"),
          read_text(output / "err")};
}

}  // namespace wmh::testing
