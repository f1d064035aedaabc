#pragma once

#include <wmh/env.hpp>

#include "tasks/pattern.hpp"
#include "tasks/plan.hpp"

#include <deque>

namespace terminal {

/// Follows a plan by what it observes: takes values from answers for its next commands, makes the
/// moves that answer an unexpected output, and gives a way up that fails for the next one.
///
/// Distinct objects: safe. Shared objects: unsafe.
class TerminalAgent final : public wmh::Agent {
 public:
  TerminalAgent(const World& world, const Task& task, const Style& style);

  /// An empty history begins anew.
  wmh::Result<wmh::Action> act(const std::optional<std::string>& task, const wmh::EnvState& state,
                               const std::vector<wmh::Step>& history) override;

 private:
  enum class Phase { opening, working, finishing, done };

  void begin();
  void hear(const wmh::Observation& answer);
  void fall_short(const wmh::Observation& answer);
  void next_way();
  void finish();
  /// Goes on to the next phase that has something to do, when this one has nothing more.
  void advance();
  std::optional<wmh::Action> next_action();

  Plan plan_;
  bool looks_around_;  ///< After an error about a file that is not there.
  bool retries_;       ///< With the next way when one has failed.
  Phase phase_ = Phase::opening;
  std::size_t way_ = 0;  ///< Of the ways, the one that is next.
  std::deque<Move> todo_{};
  std::optional<Move> last_{};  ///< What was done last.
  Values values_{};
};

}  // namespace terminal
