#include "shell/run_command.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace terminal {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close(0);
    close(1);
  }
  void close(std::size_t end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }

  std::array<int, 2> ends{};
};

void limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(what, &both);
}

/// The child between fork and exec: only what is safe after a fork of a process with threads, so
/// everything that needs memory was made before.
[[noreturn]] void become(const char* folder, int output, char* const* words, char* const* env) {
  ::setsid();
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (int each = 1; each < NSIG; ++each)
    ::signal(each, SIG_DFL);
  ::umask(022);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 64U << 20);
  const int nothing = ::open("/dev/null", O_RDONLY);
  const bool ready = nothing >= 0 && ::dup2(nothing, 0) == 0 && ::dup2(output, 1) == 1 &&
                     ::dup2(output, 2) == 2 && ::chdir(folder) == 0;
  ::close_range(3, ~0U, 0);
  if (ready) ::execve("/bin/bash", words, env);
  ::_exit(127);
}

pid_t start(const std::string& command, const std::filesystem::path& folder, int output) {
  std::string shell = "bash", option = "-c", text = command;
  std::array<char*, 4> words{shell.data(), option.data(), text.data(), nullptr};
  std::string path = "PATH=/usr/bin:/bin", locale = "LC_ALL=C.UTF-8", zone = "TZ=UTC";
  std::string home = "HOME=" + folder.string();
  std::array<char*, 5> env{path.data(), home.data(), locale.data(), zone.data(), nullptr};
  const pid_t child = ::fork();
  if (child == 0) become(folder.c_str(), output, words.data(), env.data());
  return child;
}

/// Reads what there is; false at the end of the output.
bool take(int from, CommandEnd& end, std::size_t most) {
  std::array<char, 4096> block;
  const ssize_t count = ::read(from, block.data(), block.size());
  if (count < 0) return errno == EINTR;
  const auto size = static_cast<std::size_t>(count);
  const std::size_t kept = std::min(size, most - end.output.size());
  end.output.append(block.data(), kept);
  end.cut |= kept < size;
  return count > 0;
}

bool has_ended(pid_t child) {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == child;
}

/// Until the command has ended and nothing is left to read, or the time is up. A process that it
/// left in the background may keep the pipe open, and a command may close its output and go on:
/// hence the short waits.
void follow(pid_t child, int output, CommandEnd& end, const CommandLimits& limits) {
  const auto deadline = Clock::now() + limits.time;
  bool open = true;
  while (!end.killed) {
    pollfd waiting{output, POLLIN, 0};
    const bool ended = has_ended(child);
    if (ended) ::kill(-child, SIGKILL);
    const bool readable = ::poll(&waiting, open ? 1 : 0, ended ? 0 : open ? 20 : 1) > 0;
    if (readable) open = take(output, end, limits.output);
    if (ended && !(readable && open)) return;
    end.killed = Clock::now() >= deadline;
  }
}

int exit_code(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

wmh::Result<CommandEnd> run_command(const std::string& command, const std::filesystem::path& folder,
                                    const CommandLimits& limits) {
  Pipe pipe;
  const pid_t child = pipe.ends[1] < 0 ? -1 : start(command, folder, pipe.ends[1]);
  if (child < 0)
    return wmh::Error(wmh::errc::io, "cannot start bash: too many processes or open files");
  pipe.close(1);
  CommandEnd end;
  follow(child, pipe.ends[0], end, limits);
  ::kill(-child, SIGKILL);
  ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  end.exit_code = exit_code(status);
  return end;
}

}  // namespace terminal
