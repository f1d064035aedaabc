#include "run_program.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace wmh::cli {
namespace {

constexpr int cannot_run = 126;  // what shells say

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// While the script runs, the keyboard's signals are for the script.
class IgnoredSignals {
 public:
  IgnoredSignals()
      : interrupt_(std::signal(SIGINT, SIG_IGN)), quit_(std::signal(SIGQUIT, SIG_IGN)) {}
  ~IgnoredSignals() { restore(); }
  IgnoredSignals(const IgnoredSignals&) = delete;
  IgnoredSignals& operator=(const IgnoredSignals&) = delete;

  void restore() const {
    std::signal(SIGINT, interrupt_);
    std::signal(SIGQUIT, quit_);
  }

 private:
  void (*interrupt_)(int);
  void (*quit_)(int);
};

int code_of(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Result<int> run_script(const std::filesystem::path& folder, const std::string& script,
                       std::span<const std::string> arguments) {
  std::vector<std::string> direct = {"./" + script};
  direct.insert(direct.end(), arguments.begin(), arguments.end());
  std::vector<std::string> by_shell = direct;
  by_shell.insert(by_shell.begin(), "sh");
  const std::vector<char*> first = pointers_to(direct);
  const std::vector<char*> second = pointers_to(by_shell);

  const IgnoredSignals ignored;
  const pid_t child = ::fork();
  if (child == 0) {
    // Between fork and exec only calls that are safe there.
    ignored.restore();
    if (::chdir(folder.c_str()) == 0) {
      ::execv(first.front(), first.data());
      ::execv("/bin/sh", second.data());
    }
    ::_exit(cannot_run);
  }
  if (child < 0)
    return Error(errc::io, fmt::format("cannot start {}: {}", (folder / script).string(),
                                       std::strerror(errno)));
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return code_of(status);
}

}  // namespace wmh::cli
