#include "util/child_process.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::chrono::seconds grace{5};

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// A group of its own, signals as in a fresh shell, `socket` as input and output. Zero or errno.
int spawn(pid_t& pid, std::vector<std::string> words, int socket) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  sigset_t none, pipe;
  ::sigemptyset(&none);
  ::sigemptyset(&pipe);
  ::sigaddset(&pipe, SIGPIPE);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setsigdefault(&attributes, &pipe);
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&files, socket, STDOUT_FILENO);
  const std::vector<char*> arguments = pointers_to(words);
  const int failure =
      ::posix_spawnp(&pid, arguments.front(), &files, &attributes, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&files);
  ::posix_spawnattr_destroy(&attributes);
  return failure;
}

std::string end_text(int status) {
  if (WIFSIGNALED(status)) return fmt::format("was ended by signal {}", WTERMSIG(status));
  return fmt::format("ended with exit code {}", WEXITSTATUS(status));
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& command) {
  if (command.empty() || command.front().empty())
    return Error(errc::invalid_argument, "no program to start");
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return Error(errc::io, fmt::format("cannot make a socket: {}", std::strerror(errno)));
  pid_t pid = -1;
  const int failure = spawn(pid, command, ends[1]);
  ::close(ends[1]);
  if (failure == 0) return ChildProcess(pid, ends[0]);
  ::close(ends[0]);
  return Error(failure == ENOENT ? errc::not_found : errc::io,
               fmt::format("cannot start {}: {}", command.front(), std::strerror(failure)));
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      read_(std::move(other.read_)) {}

ChildProcess::~ChildProcess() {
  if (socket_ >= 0) ::shutdown(socket_, SHUT_WR);
  if (pid_ > 0 && ends_by(Clock::now() + grace)) reap();
  kill();
  if (socket_ >= 0) ::close(socket_);
}

void ChildProcess::kill() noexcept {
  if (pid_ > 0) reap();
}

/// Ends what is left of the group, and takes the program's status.
int ChildProcess::reap() noexcept {
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status;
}

/// Leaves the program unreaped, so that its group cannot be another's yet.
bool ChildProcess::ends_by(Deadline deadline) noexcept {
  for (milliseconds pause{1};; pause = std::min(2 * pause, milliseconds(20))) {
    siginfo_t info{};
    const int got = ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT);
    if (got == 0 && info.si_pid == pid_) return true;
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(pause);
  }
}

Error ChildProcess::ended() {
  if (pid_ < 0) return Error(errc::io, "has ended");
  if (!ends_by(Clock::now() + milliseconds(200))) {
    kill();
    return Error(errc::io, "closed its output");
  }
  return Error(errc::io, end_text(reap()));
}

Result<Done> ChildProcess::wait_for(short event, Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return Error(errc::timed_out, "did not answer in time");
    pollfd waiting{socket_, event, 0};
    const auto most = std::min<milliseconds::rep>(left.count(), 1'000'000);
    const int ready = ::poll(&waiting, 1, static_cast<int>(most));
    if (ready > 0) return Done{};
    if (ready < 0 && errno != EINTR)
      return Error(errc::io, fmt::format("cannot be waited for: {}", std::strerror(errno)));
  }
}

Result<Done> ChildProcess::write(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    if (auto ready = wait_for(POLLOUT, deadline); !ready) return ready;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return Done{};
  }
  return Done{};
}

Result<std::string> ChildProcess::read_line(Deadline deadline, std::size_t most_bytes) {
  std::size_t searched = 0;
  for (;;) {
    const std::size_t end = read_.find('\n', searched);
    if (end != std::string::npos) {
      std::string line = read_.substr(0, end);
      read_.erase(0, end + 1);
      return line;
    }
    searched = read_.size();
    if (searched > most_bytes)
      return Error(errc::limit_reached, fmt::format("answered more than {} bytes", most_bytes));
    if (auto ready = wait_for(POLLIN, deadline); !ready) return std::move(ready).error();
    char piece[65536];
    const ssize_t got = ::recv(socket_, piece, sizeof piece, MSG_DONTWAIT);
    if (got > 0) read_.append(piece, static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return ended();
  }
}

}  // namespace detail
WMH_END_NAMESPACE
