#pragma once

#include <wmh/env.hpp>

#include "tasks/style.hpp"
#include "tasks/task.hpp"

namespace tau {

/// A scripted agent that is asked for one action after the other.
class ScriptedAgent final : public wmh::Agent {
 public:
  ScriptedAgent(std::string_view desk, Task task, const Style& style)
      : desk_(desk), task_(std::move(task)), style_(style) {}

  wmh::Result<wmh::Action> act(const std::optional<std::string>& task, const wmh::EnvState& state,
                               const std::vector<wmh::Step>& history) override;

 private:
  std::string_view desk_;
  Task task_;
  const Style& style_;
};

}  // namespace tau
