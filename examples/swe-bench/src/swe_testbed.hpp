#pragma once

#include <wmh/testbed.hpp>

#include "tasks/task.hpp"

namespace swe {

/// Bugs in small repositories, and agents that find and repair them.
class SweTestbed final : public wmh::Testbed {
 public:
  /// Reads the repositories and tasks of a folder.
  static Result<std::unique_ptr<SweTestbed>> open(const std::filesystem::path& folder);

  std::string_view name() const noexcept override { return "swe-bench"; }
  Result<std::vector<wmh::Assignment>> assignments() override;
  Result<std::unique_ptr<wmh::Env>> open_env(const wmh::Assignment& assignment) override;
  Result<std::unique_ptr<wmh::Agent>> open_agent(const wmh::Assignment& assignment) override;
  wmh::Outcome outcome(const wmh::Assignment& assignment,
                       std::span<const wmh::Step> steps) const override;

  const std::vector<Repo>& repos() const noexcept { return repos_; }

 private:
  struct Work {
    const Repo* repo = nullptr;
    const Task* task = nullptr;
  };
  explicit SweTestbed(std::vector<Repo> repos) : repos_(std::move(repos)) {}
  Result<Work> find(const wmh::Assignment& assignment) const;

  std::vector<Repo> repos_;
};

/// Where the repositories and tasks of this example are: the folder that it was built from.
std::filesystem::path data_folder();

}  // namespace swe
