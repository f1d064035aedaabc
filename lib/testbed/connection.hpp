#pragma once

#include <wmh/testbed.hpp>

#include "util/child_process.hpp"

#include <atomic>
#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// One running testbed program. Callable from any thread; requests wait for each other.
class Connection {
 public:
  /// Starts the program and learns its name.
  static Result<std::shared_ptr<Connection>> open(const std::vector<std::string>& command,
                                                  std::chrono::seconds time_limit);

  /// Sends a request, whose member `do` is `what`, and gives the reply.
  Result<json::object> ask(std::string_view what, json::object request = {});

  /// What the program calls itself.
  const std::string& name() const noexcept { return name_; }
  const std::string& command() const noexcept { return command_; }

  /// Numbers for what is opened here.
  std::size_t next_number() noexcept { return ++numbers_; }
  std::atomic<std::size_t> open_envs{0};
  std::atomic<std::size_t> open_agents{0};

  Connection(std::string command, ChildProcess child, std::chrono::seconds time_limit)
      : command_(std::move(command)), child_(std::move(child)), time_limit_(time_limit) {}

 private:
  Result<Done> greet();
  Result<json::object> exchange(const json::object& request);
  Error fail(Error error);

  std::string command_;
  std::string name_{};
  std::atomic<std::size_t> numbers_{0};

  std::mutex mutex_{};  // guards what follows
  ChildProcess child_;
  std::chrono::seconds time_limit_;
  std::optional<Error> broken_{};
};

}  // namespace detail
WMH_END_NAMESPACE
