#include "tasks/terminal_agent.hpp"

namespace terminal {
namespace {

namespace json = wmh::json;

wmh::Action bash(std::string command) {
  return wmh::Action::tool_call("bash", {{"command", std::move(command)}});
}

/// The action with values in its texts; nullopt when one is not known.
std::optional<wmh::Action> filled_action(const wmh::Action& action, const Values& values) {
  json::object arguments;
  for (const auto& argument : action.arguments()) {
    const json::string* raw = argument.value().if_string();
    auto text = raw ? filled(std::string_view(*raw), values) : std::nullopt;
    if (raw && !text) return std::nullopt;
    arguments.emplace(argument.key(), raw ? json::value(*text) : argument.value());
  }
  if (action.kind() == wmh::ActionKind::message) return action;
  return wmh::Action::tool_call(action.optional_name(), std::move(arguments));
}

bool is_expected(const Move& move, const wmh::Observation& answer, const Values& values) {
  if (move.expect.empty()) return !answer.is_error;
  Values quoted;
  for (const auto& [name, value] : values)
    quoted.emplace(name, literal(value));
  const auto pattern = filled(move.expect, quoted);
  return pattern && found(*pattern, answer.content).has_value();
}

}  // namespace

TerminalAgent::TerminalAgent(const World& world, const Task& task, const Style& style)
    : plan_(make_plan(world, task, style)), looks_around_(style.slips), retries_(style.retries) {
  begin();
}

void TerminalAgent::begin() {
  phase_ = Phase::opening;
  way_ = 0;
  todo_.assign(plan_.opening.begin(), plan_.opening.end());
  last_.reset();
  values_.clear();
}

wmh::Result<wmh::Action> TerminalAgent::act(const std::optional<std::string>&, const wmh::EnvState&,
                                            const std::vector<wmh::Step>& history) {
  if (history.empty())
    begin();
  else
    hear(history.back().observation);
  while (phase_ != Phase::done)
    if (auto action = next_action()) return std::move(*action);
  return wmh::Action::message(std::string(wmh::done_signal));
}

void TerminalAgent::hear(const wmh::Observation& answer) {
  if (!last_) return;
  bool good = is_expected(*last_, answer, values_);
  for (auto it = last_->take.begin(); good && it != last_->take.end(); ++it) {
    auto value = found(it->second, answer.content);
    good = value.has_value();
    if (value) values_.insert_or_assign(it->first, std::move(*value));
  }
  if (!good) fall_short(answer);
}

void TerminalAgent::fall_short(const wmh::Observation& answer) {
  const bool lost = answer.content.find("No such file or directory") != std::string::npos;
  if (!last_->otherwise.empty())
    todo_.insert(todo_.begin(), last_->otherwise.begin(), last_->otherwise.end());
  else if (phase_ == Phase::working)
    next_way();
  if (looks_around_ && lost && phase_ == Phase::opening) {
    todo_.push_front(Move{bash("ls")});
    looks_around_ = false;
  }
}

void TerminalAgent::next_way() {
  todo_.clear();
  if (way_ >= plan_.ways.size() || (way_ > 0 && !retries_)) return finish();
  phase_ = Phase::working;
  const std::vector<Move>& way = plan_.ways[way_++];
  todo_.assign(way.begin(), way.end());
}

/// A proof that was just shown is not shown again; an answer that was not found is "unknown".
void TerminalAgent::finish() {
  phase_ = Phase::finishing;
  todo_.clear();
  if (last_ && last_->action == plan_.finish.action) return;
  values_.emplace("answer", "unknown");
  todo_.push_back(plan_.finish);
}

void TerminalAgent::advance() {
  if (phase_ == Phase::opening)
    next_way();
  else if (phase_ == Phase::working)
    finish();
  else
    phase_ = Phase::done;
}

std::optional<wmh::Action> TerminalAgent::next_action() {
  if (todo_.empty()) {
    advance();
    return std::nullopt;
  }
  last_ = std::move(todo_.front());
  todo_.pop_front();
  auto action = filled_action(last_->action, values_);
  if (!action && phase_ == Phase::working) next_way();
  return action;
}

}  // namespace terminal
