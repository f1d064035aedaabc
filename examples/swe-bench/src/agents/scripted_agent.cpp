#include "agents/scripted_agent.hpp"

#include "outcome.hpp"
#include "tasks/stable_hash.hpp"

#include <algorithm>

namespace swe {

using wmh::Action;

ScriptedAgent::ScriptedAgent(Task task, const Style& style)
    : task_(std::move(task)), style_(style), in_file_(task_.bad) {
  const std::uint64_t luck = stable_hash(task_.id);
  const bool errs = style_.slips || (style_.name == "careful" && luck % 3 == 0) ||
                    (style_.name == "direct" && luck % 3 == 1);
  if (errs) repairs_.push_back(task_.wrong);
  if (!style_.slips || luck % 4 != 0) repairs_.push_back(task_.good);
  hasty_ = style_.name == "direct" && luck % 4 == 1;
}

const ScriptedAgent::Stage ScriptedAgent::stages[] = {
    &ScriptedAgent::explore,   &ScriptedAgent::guess_path, &ScriptedAgent::test_first,
    &ScriptedAgent::read_test, &ScriptedAgent::misspell,   &ScriptedAgent::search,
    &ScriptedAgent::look,      &ScriptedAgent::fumble,     &ScriptedAgent::repair,
    &ScriptedAgent::review,    &ScriptedAgent::finish};

wmh::Result<Action> ScriptedAgent::act(const std::optional<std::string>&, const wmh::EnvState&,
                                       const std::vector<wmh::Step>& history) {
  if (!history.empty()) learn(history.back());
  for (; stage_ < std::size(stages); ++stage_, taken_ = 0) {
    if (auto action = (this->*stages[stage_])()) {
      ++taken_;
      return std::move(*action);
    }
  }
  return Action::message(std::string(wmh::done_signal));
}

void ScriptedAgent::learn(const wmh::Step& step) {
  const std::string_view tool = step.action.name();
  const std::string& content = step.observation.content;
  if (tool == "edit") return learn_edit(step);
  if (step.observation.is_error) {
    passed_ = passed_ && tool != "run_tests";
    return;
  }
  if (tool == "run_tests") {
    passed_ = all_passed(content);
    if (!passed_) to_run_.clear();
    if (failing_.empty()) failing_ = places_in(content);
  } else if (tool == "search") {
    for (Place& place : places_in(content))
      hits_.push_back(std::move(place));
  } else if (tool == "view") {
    const std::string text = shown_text(content);
    seen_ += text;
    if (text.find(task_.bad) != std::string::npos) found_ = argument(step.action, "path");
  }
}

void ScriptedAgent::learn_edit(const wmh::Step& step) {
  const std::string path = argument(step.action, "path");
  if (argument(step.action, "old_text") != in_file_) return;
  if (step.observation.is_error) {
    refused_.insert(path);
    found_.reset();
    return;
  }
  found_ = path;
  in_file_ = argument(step.action, "new_text");
  repairs_.pop_front();
  edited_ = true;
  plan_runs();
}

void ScriptedAgent::plan_runs() {
  passed_ = false;
  to_run_.clear();
  if (const auto part = test_file(); part && (style_.narrows || hasty_)) to_run_.push_back(part);
  if (!hasty_ || to_run_.empty()) to_run_.push_back(std::nullopt);
}

/// Lines of the code that may hold the bug: those of a failure's trace, then those searched for.
std::vector<Place> ScriptedAgent::suspects() const {
  std::vector<Place> all;
  for (const auto* places : {&failing_, &hits_})
    std::copy_if(places->begin(), places->end(), std::back_inserter(all),
                 [](const Place& place) { return !is_test(place.path); });
  return all;
}

std::optional<std::string> ScriptedAgent::target() const {
  if (found_) return found_;
  for (const Place& place : suspects())
    if (!refused_.contains(place.path)) return place.path;
  return std::nullopt;
}

std::optional<std::string> ScriptedAgent::test_file() const {
  for (const auto* places : {&failing_, &hits_})
    for (const Place& place : *places)
      if (is_test(place.path)) return place.path;
  return std::nullopt;
}

}  // namespace swe
