#pragma once

#include <wmh/env.hpp>

#include "shell/run_command.hpp"
#include "shell/scratch.hpp"

namespace terminal {

/// A world as an environment: a scratch directory with the world's files, and three tools.
///
///   bash {command}              runs it; each call is a shell of its own that starts in the
///   scratch
///                               directory: files stay, variables and the working directory do not
///   write_file {path, content}  writes a file in the scratch directory
///   submit {answer}             records an answer
///
/// What a tool refuses is an observation with is_error. The same actions after a reset get the same
/// observations, as far as the commands go by the directory alone.
///
/// Distinct objects: safe. Shared objects: unsafe.
class TerminalEnv final : public wmh::Env {
 public:
  TerminalEnv(std::string world, std::vector<File> files, CommandLimits limits = {});

  /// Makes the scratch directory of the next episode now; without it reset() does.
  wmh::Result<wmh::Done> prepare();
  /// Begins in a new scratch directory; its state names the world. The task and the seed are
  /// ignored.
  wmh::Result<wmh::EnvState> reset(wmh::SessionStart start = {}) override;
  wmh::Result<wmh::Observation> step(wmh::Action action) override;
  /// Removes the scratch directory.
  void close() noexcept override;

  /// Null between episodes.
  const Scratch* scratch() const noexcept { return scratch_ ? &*scratch_ : nullptr; }

 private:
  wmh::Result<wmh::Observation> call(std::string_view tool, const wmh::json::object& arguments);
  wmh::Result<wmh::Observation> bash(const std::string& command);
  wmh::Observation write_file(const std::string& path, const std::string& content);

  std::string world_;
  std::vector<File> files_;
  CommandLimits limits_;
  std::optional<Scratch> scratch_{};  ///< Of the episode; empty between episodes.
  std::optional<Scratch> next_{};     ///< Of the next one, when it is ready.
};

}  // namespace terminal
