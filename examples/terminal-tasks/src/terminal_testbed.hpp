#pragma once

#include <wmh/testbed.hpp>

#include "tasks/task.hpp"

namespace terminal {

/// The worlds as a testbed: every task in every style. Shared objects: unsafe.
class TerminalTestbed final : public wmh::Testbed {
 public:
  explicit TerminalTestbed(std::vector<World> worlds) : worlds_(std::move(worlds)) {}

  std::string_view name() const noexcept override { return "terminal-tasks"; }
  wmh::Result<std::vector<wmh::Assignment>> assignments() override;
  wmh::Result<std::unique_ptr<wmh::Env>> open_env(const wmh::Assignment& assignment) override;
  wmh::Result<std::unique_ptr<wmh::Agent>> open_agent(const wmh::Assignment& assignment) override;
  wmh::Outcome outcome(const wmh::Assignment& assignment,
                       std::span<const wmh::Step> steps) const override;

  const std::vector<World>& worlds() const noexcept { return worlds_; }

 private:
  std::vector<World> worlds_;
};

/// How an episode of a task ended: the details hold the answer that was submitted last, or what the
/// proof showed last; null when that never happened.
wmh::Outcome judge(const Goal& goal, std::span<const wmh::Step> steps);

/// Where the data of this example is: the folder it was built from.
std::filesystem::path data_folder();

}  // namespace terminal
