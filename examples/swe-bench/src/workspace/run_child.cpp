// The child's end is awaited by its pidfd and its output by a pipe, both in one poll: a child that
// leaves somebody behind with the pipe open has still ended.
#include "workspace/run_child.hpp"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace swe {
namespace {

using Clock = std::chrono::steady_clock;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const noexcept { return number_; }

 private:
  int number_;
};

class SpawnSetup {
 public:
  SpawnSetup(const std::string& folder, int output) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, output, 1);
    ::posix_spawn_file_actions_adddup2(&actions_, output, 2);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, 3);
    ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;
  ~SpawnSetup() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  int start(pid_t& child, char** words, char** environment) {
    return ::posix_spawn(&child, words[0], &actions_, &attributes_, words, environment);
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (std::string& word : words)
    all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

/// Takes a piece of what the pipe holds; false when there is none now or never will be.
bool take(int pipe, const Command& command, std::string& output) {
  char bytes[4096];
  const ssize_t count = ::read(pipe, bytes, sizeof bytes);
  if (count <= 0) return false;
  const std::size_t room = command.most_output - output.size();
  output.append(bytes, std::min(static_cast<std::size_t>(count), room));
  return true;
}

/// Waits until the child has ended; false at the time limit.
bool wait_for(int child, int pipe, const Command& command, std::string& output) {
  const auto end = Clock::now() + command.limit;
  pollfd watched[] = {{child, POLLIN, 0}, {pipe, POLLIN, 0}};
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return false;
    ::poll(watched, 2, static_cast<int>(left) + 1);
    if (watched[0].revents != 0) return true;
    if (watched[1].revents != 0 && !take(pipe, command, output)) watched[1].fd = -1;
  }
}

/// The group is killed before the child is reaped, while its number cannot be another's.
int end_group(pid_t child) {
  ::kill(-child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Result<ChildEnd> run_child(const Command& command) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return wmh::Error(wmh::errc::io, "cannot make a pipe: too many open files");
  const Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  ::fcntl(read_end.get(), F_SETFL, O_NONBLOCK);
  auto words = command.words;
  auto environment = command.environment;
  pid_t child = -1;
  if (SpawnSetup(command.folder, write_end.get())
          .start(child, pointers(words).data(), pointers(environment).data()) != 0)
    return wmh::Error(wmh::errc::io, fmt::format("cannot run {}", command.words.front()));
  write_end = Descriptor();
  // By its number: glibc 2.36 declares pidfd_open without C linkage.
  const Descriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  ChildEnd end;
  end.timed_out = !wait_for(handle.get(), read_end.get(), command, end.output);
  end.exit_code = end_group(child);
  constexpr int most_left = 16;  // Pieces that a full pipe holds.
  for (int i = 0; i < most_left && take(read_end.get(), command, end.output); ++i) {
  }
  return end;
}

}  // namespace swe
