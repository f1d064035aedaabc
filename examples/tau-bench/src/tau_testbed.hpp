#pragma once

#include <wmh/testbed.hpp>

#include "open_env.hpp"
#include "tasks/style.hpp"

namespace tau {

/// Both desks: every task in every style. Success is that the desk granted the customer's wish, by
/// the changes that the careful agent gets at the real desk. Where policy refuses the wish there,
/// no agent succeeds, but in a model that grants it one would.
class TauTestbed final : public wmh::Testbed {
 public:
  static Result<std::unique_ptr<TauTestbed>> open(const std::filesystem::path& data);

  std::string_view name() const noexcept override { return "tau-bench-testbed"; }
  Result<std::vector<wmh::Assignment>> assignments() override;
  Result<std::unique_ptr<wmh::Env>> open_env(const wmh::Assignment& assignment) override;
  Result<std::unique_ptr<wmh::Agent>> open_agent(const wmh::Assignment& assignment) override;
  wmh::Outcome outcome(const wmh::Assignment& assignment,
                       std::span<const wmh::Step> steps) const override;

 private:
  /// A task, where it is done, and how a flawless agent ends there.
  struct Work {
    std::string_view desk;
    Task task;
    std::vector<std::string> changes;
    bool granted;
  };

  explicit TauTestbed(std::filesystem::path data) : data_(std::move(data)) {}
  Result<wmh::Done> add_desk(std::string_view desk);
  const Work* find(const wmh::Assignment& assignment) const;

  std::filesystem::path data_;
  std::vector<Work> works_{};
};

}  // namespace tau
