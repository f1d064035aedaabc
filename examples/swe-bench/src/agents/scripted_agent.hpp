#pragma once

#include <wmh/env.hpp>

#include "agents/reading.hpp"
#include "agents/style.hpp"
#include "tasks/task.hpp"

#include <deque>
#include <set>

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
  static const Stage stages[];

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
  void learn_edit(const wmh::Step& step);
  void plan_runs();
  std::vector<Place> suspects() const;
  std::optional<std::string> target() const;
  std::optional<std::string> test_file() const;

  Task task_;
  const Style& style_;
  bool hasty_ = false;                 ///< Content with a part of the tests.
  std::deque<std::string> repairs_{};  ///< To be tried, in this order.

  std::size_t stage_ = 0;
  int taken_ = 0;  ///< Actions of this stage.

  std::vector<Place> failing_{};  ///< From the first run of the tests.
  std::vector<Place> hits_{};     ///< From searches.
  std::set<std::string> refused_{};
  std::optional<std::string> found_{};               ///< The file with the bug.
  std::string in_file_;                              ///< What stands there in the place of the bug.
  std::string seen_{};                               ///< All that views showed.
  std::deque<std::optional<std::string>> to_run_{};  ///< Test files; none is all of them.
  bool edited_ = false;
  bool passed_ = false;
};

}  // namespace swe
