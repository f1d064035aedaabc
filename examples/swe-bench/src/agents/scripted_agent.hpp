#pragma once

#include <wmh/env.hpp>

#include "agents/findings.hpp"
#include "agents/style.hpp"
#include "tasks/task.hpp"

#include <array>
#include <deque>

namespace swe {

/// Looks for a bug and repairs it. It knows what the bug looks like and what might be right in its
/// place; where it is and whether a repair holds, it has to observe.
class ScriptedAgent final : public wmh::Agent {
 public:
  ScriptedAgent(Task task, const Style& style);

  wmh::Result<wmh::Action> act(const std::optional<std::string>& task, const wmh::EnvState& state,
                               const std::vector<wmh::Step>& history) override;

 private:
  using Next = std::optional<wmh::Action>;
  using Stage = Next (ScriptedAgent::*)();
  static const std::array<Stage, 11> stages;

  // A stage gives its next action, or none when it is over.
  Next explore();
  Next guess_path();
  Next test_first();
  Next read_test();
  Next misspell();
  Next search();
  Next look();
  Next fumble();
  Next repair();
  Next review();
  Next finish();

  void learn(const wmh::Step& step);
  void plan_runs();

  Task task_;
  const Style& style_;
  bool hasty_ = false;                  ///< Content with a part of the tests.
  std::vector<std::string> repairs_{};  ///< To be tried, in this order.

  Findings findings_;
  std::deque<std::optional<std::string>> to_run_{};  ///< Test files; none is all of them.
  std::size_t stage_ = 0;
  std::size_t taken_ = 0;  ///< Actions of this stage.
};

}  // namespace swe
