// A script calls the environment and goes on with the answer. To give one action at a time it is
// run from its beginning over the answers that there are, until it acts beyond them.
#include "tasks/scripted_agent.hpp"

#include "tasks/agents.hpp"

namespace tau {
namespace {

/// Answers from a history and keeps the first action that it cannot answer.
class HistoryEnv final : public wmh::Env {
 public:
  explicit HistoryEnv(const std::vector<wmh::Step>& history) : history_(history) {}

  wmh::Result<wmh::EnvState> reset(wmh::SessionStart) override { return wmh::EnvState{}; }
  wmh::Result<wmh::Observation> step(wmh::Action action) override {
    if (at_ == history_.size()) {
      next_ = std::move(action);
      return wmh::Error(wmh::errc::cancelled, "the history ends here");
    }
    const wmh::Step& step = history_[at_++];
    if (step.action == action) return step.observation;
    return wmh::Error(wmh::errc::invalid_argument,
                      fmt::format("action {} of the history is not this agent's", at_));
  }
  void close() noexcept override {}

  std::optional<wmh::Action> next() && { return std::move(next_); }

 private:
  const std::vector<wmh::Step>& history_;
  std::size_t at_ = 0;
  std::optional<wmh::Action> next_{};
};

}  // namespace

wmh::Result<wmh::Action> ScriptedAgent::act(const std::optional<std::string>&, const wmh::EnvState&,
                                            const std::vector<wmh::Step>& history) {
  HistoryEnv env(history);
  const auto worked = work(env, desk_, task_, style_);
  if (auto next = std::move(env).next()) return std::move(*next);
  if (!worked) return worked.error();
  return wmh::Action::message(std::string(wmh::done_signal));
}

}  // namespace tau
