#pragma once

#include <wmh/error.hpp>

#include <chrono>
#include <string>
#include <sys/types.h>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A program of one's own whose standard input and output are ours, line by line. It leads a
/// process group, which ends with it. Distinct objects: safe. Shared objects: unsafe.
class ChildProcess {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  /// Starts `command`, whose first word is looked for in PATH where it has no slash. Fails with
  /// errc::not_found or errc::io.
  static Result<ChildProcess> start(const std::vector<std::string>& command);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  /// Closes its input, gives it five seconds to end, then kills it.
  ~ChildProcess();

  /// Fails with errc::timed_out. That the program has ended is for read_line to say, behind what it
  /// said before.
  Result<Done> write(std::string_view bytes, Deadline deadline);
  /// The next line without its line feed. Fails with errc::io when the program has ended, with
  /// errc::timed_out, and with errc::limit_reached on a longer line.
  Result<std::string> read_line(Deadline deadline, std::size_t most_bytes);

  void kill() noexcept;

 private:
  ChildProcess(pid_t pid, int socket) noexcept : pid_(pid), socket_(socket) {}
  Result<Done> wait_for(short event, Deadline deadline);
  bool ends_by(Deadline deadline) noexcept;
  Error ended();
  int reap() noexcept;

  pid_t pid_;
  int socket_;  // both streams: writing to one whose reader is gone raises no signal
  std::string read_{};
};

}  // namespace detail
WMH_END_NAMESPACE
