#include "agents/scripted_agent.hpp"

#include "tasks/stable_hash.hpp"

namespace swe {

ScriptedAgent::ScriptedAgent(Task task, const Style& style)
    : task_(std::move(task)), style_(style), findings_(task_.bad) {
  const std::uint64_t luck = stable_hash(task_.id);
  const bool errs = style_.slips || luck % 3 == style_.errs_at;
  const bool knows = !style_.slips || luck % 4 != 0;
  hasty_ = style_.hurries && luck % 4 == 1;
  if (errs) repairs_.push_back(task_.wrong);
  if (knows) repairs_.push_back(task_.good);
}

wmh::Result<wmh::Action> ScriptedAgent::act(const std::optional<std::string>&, const wmh::EnvState&,
                                            const std::vector<wmh::Step>& history) {
  if (!history.empty()) learn(history.back());
  for (; stage_ < stages.size(); ++stage_, taken_ = 0) {
    if (auto action = (this->*stages[stage_])()) {
      ++taken_;
      return std::move(*action);
    }
  }
  return wmh::Action::message(std::string(wmh::done_signal));
}

void ScriptedAgent::learn(const wmh::Step& step) {
  const std::size_t edits = findings_.edits();
  findings_.learn(step);
  if (findings_.edits() != edits)
    plan_runs();
  else if (!findings_.passed())
    to_run_.clear();
}

void ScriptedAgent::plan_runs() {
  const auto part = findings_.test_file();
  to_run_.clear();
  if (part && (style_.narrows || hasty_)) to_run_.push_back(part);
  if (!part || !hasty_) to_run_.push_back(std::nullopt);
}

}  // namespace swe
