#pragma once

#include <wmh/env.hpp>

#include "customer.hpp"
#include "desk/desk.hpp"

#include <memory>

namespace tau {

/// A desk as an environment: a tool call runs the tool, a message is answered by the customer of
/// the episode's task. The same actions after a reset get the same observations.
///
/// Distinct objects: safe. Shared objects: unsafe.
class DeskEnv final : public wmh::Env {
 public:
  /// `customers` by the text of their task.
  DeskEnv(std::unique_ptr<Desk> desk, std::map<std::string, CustomerScript> customers);

  /// Begins an episode of a task. A task that is not known brings a customer who repeats its text.
  wmh::Result<wmh::EnvState> reset(wmh::SessionStart start = {}) override;
  wmh::Result<wmh::Observation> step(wmh::Action action) override;
  void close() noexcept override { customer_.reset(); }

  const Desk& desk() const noexcept { return *desk_; }

 private:
  std::unique_ptr<Desk> desk_;
  std::map<std::string, CustomerScript> customers_;
  std::optional<Customer> customer_{};  ///< Of the episode; empty between episodes.
};

}  // namespace tau
