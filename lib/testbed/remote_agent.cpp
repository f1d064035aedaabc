#include "testbed/remote_agent.hpp"

#include "testbed/wire.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {

RemoteAgent::RemoteAgent(std::shared_ptr<Connection> connection)
    : connection_(std::move(connection)), number_(connection_->next_number()) {
  ++connection_->open_agents;
}
RemoteAgent::~RemoteAgent() {
  if (open_) (void)connection_->ask("close_agent", {{"agent", number_}});
  --connection_->open_agents;
}

Result<Done> RemoteAgent::open(const Assignment& assignment) {
  const auto reply =
      connection_->ask("open_agent", {{"agent", number_}, {"assignment", to_json(assignment)}});
  if (!reply) return reply.error();
  open_ = true;
  return Done{};
}

Result<Action> RemoteAgent::act(const std::optional<std::string>& task, const EnvState& state,
                                const std::vector<Step>& history) {
  const std::size_t from = steps_in_common(history);
  json::object request{{"agent", number_},
                       {"task", or_null(task)},
                       {"state", wmh::to_json(state)},
                       {"from", from},
                       {"steps", to_json(std::span(history).subspan(from))}};
  const auto reply = connection_->ask("act", std::move(request));
  if (!reply) return reply.error();
  sent_.erase(sent_.begin() + static_cast<std::ptrdiff_t>(from), sent_.end());
  sent_.insert(sent_.end(), history.begin() + static_cast<std::ptrdiff_t>(from), history.end());
  const auto given = member(*reply, "action");
  if (!given) return Error(given.error()).in(connection_->command());
  auto action = action_from_json(**given);
  if (!action) return std::move(action).error().in(connection_->command());
  return action;
}

std::size_t RemoteAgent::steps_in_common(const std::vector<Step>& history) const {
  const auto both = std::mismatch(sent_.begin(), sent_.end(), history.begin(), history.end());
  return static_cast<std::size_t>(both.first - sent_.begin());
}

}  // namespace detail
WMH_END_NAMESPACE
