#include "desk_env.hpp"

#include <wmh/json.hpp>

namespace tau {
namespace {

wmh::Observation shown(wmh::Result<boost::json::value> answer) {
  if (!answer) return {"Error: " + answer.error().message(), true};
  if (const auto* text = answer->if_string()) return {std::string(*text)};
  return {wmh::to_text(*answer)};
}

CustomerScript stranger(const std::string& task) {
  return {"I do not have my user id at hand.", task, "Use what you have on file.", "Then leave it.",
          Temper::polite};
}

}  // namespace

DeskEnv::DeskEnv(std::unique_ptr<Desk> desk, std::map<std::string, CustomerScript> customers)
    : desk_(std::move(desk)), customers_(std::move(customers)) {}

wmh::Result<wmh::EnvState> DeskEnv::reset(wmh::SessionStart start) {
  desk_->restore();
  const std::string task = start.task.value_or("I need some help.");
  const auto known = customers_.find(task);
  customer_.emplace(known == customers_.end() ? stranger(task) : known->second);
  return wmh::EnvState{{{"desk", desk_->name()}, {"now", desk_->now()}}};
}

wmh::Result<wmh::Observation> DeskEnv::step(wmh::Action action) {
  if (!customer_)
    return wmh::Error(wmh::errc::invalid_argument, "no episode is open; call reset() first");
  if (action.kind() == wmh::ActionKind::tool_call)
    return shown(desk_->call(action.name(), action.arguments()));
  return wmh::Observation{customer_->answer(action.content())};
}

}  // namespace tau
