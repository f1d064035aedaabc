#include "api/session_requests.hpp"

#include <fmt/format.h>

#include <limits>

namespace wmh::server {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

/// A member that is a list with some of at most `most` elements; null with an issue otherwise.
const json::array* list_of(Members& members, std::string_view name, std::size_t most,
                           Issues& issues) {
  if (!members.require(name)) return nullptr;
  const json::array* list = members.array(name);
  if (list && list->size() <= most) return list;
  if (list)
    issues.add("too_long", members.loc_of(name),
               fmt::format("List should have at most {} items, not {}", most, list->size()),
               nullptr);
  return nullptr;
}

json::array loc_at(json::array loc, std::size_t index) {
  loc.push_back(index);
  return loc;
}

SessionStart start_of(Members& members, Issues& issues) {
  SessionStart start(members.text("task"));
  if (const json::object* state = members.object("seed_state"))
    start.seed_state = read_state(*state, members.loc_of("seed_state"), issues);
  start.seed = members.whole("seed", smallest, largest);
  start.world = members.text("world").value_or("");
  return start;
}

std::optional<StepRequest> step_of(const json::value& value, json::array loc, Issues& issues) {
  if (!value.is_object()) {
    issues.add("dict_type", std::move(loc), "Input should be a valid dictionary", value);
    return std::nullopt;
  }
  Members members(value.get_object(), std::move(loc), issues);
  const bool named = members.require("session_id");
  auto session = named ? members.text("session_id", false) : std::nullopt;
  auto action = read_action(members, "action", issues);
  auto key = members.text("idempotency_key");
  if (!session || !action) return std::nullopt;
  return StepRequest(SessionId(std::move(*session)), std::move(*action), key.value_or(""));
}

}  // namespace

SessionStart read_session_start(const json::object& body, Issues& issues) {
  Members members(body, {"body"}, issues);
  return start_of(members, issues);
}

std::optional<Action> read_step(const json::object& body, Issues& issues) {
  Members members(body, {"body"}, issues);
  return read_action(members, "action", issues);
}

ForkRequest read_fork(const json::object& body, SessionId session, std::size_t most,
                      Issues& issues) {
  Members members(body, {"body"}, issues);
  ForkRequest fork(std::move(session));
  if (const auto at = members.whole("at", 0, largest)) fork.at = static_cast<std::size_t>(*at);
  const auto count = members.whole("count", 1, static_cast<std::int64_t>(most));
  fork.count = static_cast<std::size_t>(count.value_or(1));
  fork.pin = members.flag("pin").value_or(false);
  fork.seed = members.whole("seed", smallest, largest);
  return fork;
}

std::vector<StepRequest> read_steps(const json::object& body, std::size_t most, Issues& issues) {
  Members members(body, {"body"}, issues);
  std::vector<StepRequest> steps;
  const json::array* list = list_of(members, "steps", most, issues);
  if (!list) return steps;
  for (std::size_t i = 0; i < list->size(); ++i)
    if (auto step = step_of((*list)[i], loc_at({"body", "steps"}, i), issues))
      steps.push_back(std::move(*step));
  return steps;
}

EpisodeRequest read_episode(const json::object& body, std::size_t most, Issues& issues) {
  Members members(body, {"body"}, issues);
  EpisodeRequest episode;
  episode.start = start_of(members, issues);
  episode.stop_on_error = members.flag("stop_on_error").value_or(false);
  episode.keep_session = members.flag("keep_session").value_or(false);
  const json::array* list = list_of(members, "actions", most, issues);
  if (!list) return episode;
  for (std::size_t i = 0; i < list->size(); ++i)
    if (auto action = read_action((*list)[i], loc_at({"body", "actions"}, i), issues))
      episode.actions.push_back(std::move(*action));
  return episode;
}

}  // namespace wmh::server
