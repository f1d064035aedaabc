#include "sessions/kept_rows.hpp"

#include <wmh/json.hpp>

#include <fmt/format.h>

namespace wmh::server {
namespace {

Error corrupt(const std::string& session, const std::string& why) {
  return {errc::corrupt_artifact, fmt::format("stored session {}: {}", session, why)};
}

Result<KeptStep> read_step(StepRow row, const KeptSession& session) {
  const auto body = parse_json(row.body);
  if (!body) return body.error();
  const json::object* object = body->if_object();
  if (!object || !object->contains("action") || !object->contains("observation"))
    return Error(errc::corrupt_artifact, "a step without an action or an observation");
  auto action = action_from_json(object->at("action"));
  if (!action) return std::move(action).error();
  auto observation = observation_from_json(object->at("observation"));
  if (!observation) return std::move(observation).error();
  EnvState before{session.state.structured,
                  session.state.scratchpad.substr(0, static_cast<std::size_t>(row.notes))};
  Step step{std::move(*action), std::move(*observation), std::move(before), session.task};
  return KeptStep{static_cast<std::size_t>(row.index), std::move(step), std::move(row.key),
                  std::move(row.changes_before)};
}

}  // namespace

StepRow to_row(const KeptStep& step) {
  json::object body{{"action", to_json(step.step.action)},
                    {"observation", to_json(step.step.observation)}};
  return {static_cast<std::int64_t>(step.index), to_text(std::move(body)),
          static_cast<std::int64_t>(step.step.state_before.scratchpad.size()), step.key,
          step.changes_before};
}

SessionRow to_row(const KeptSession& session) {
  return {session.id.str(),
          session.task,
          to_text(session.state.structured),
          session.state.scratchpad,
          session.seed,
          session.world,
          session.owner,
          session.changes,
          to_text(to_json(session.usage)),
          std::chrono::duration_cast<std::chrono::microseconds>(session.opened.time_since_epoch())
              .count(),
          static_cast<std::int64_t>(session.steps_taken),
          session.version};
}

Result<KeptSession> session_from_rows(SessionRow row, std::vector<StepRow> steps) {
  const auto structured = parse_json(row.structured);
  if (!structured || !structured->is_object())
    return corrupt(row.id, "its state is not a JSON object");
  const auto usage_json = parse_json(row.usage);
  if (!usage_json) return corrupt(row.id, usage_json.error().message());
  auto usage = usage_record_from_json(*usage_json);
  if (!usage) return corrupt(row.id, usage.error().message());
  KeptSession session{SessionId(std::move(row.id))};
  session.task = std::move(row.task);
  session.state = {structured->get_object(), std::move(row.scratchpad)};
  session.seed = row.seed;
  session.world = std::move(row.world);
  session.owner = std::move(row.owner);
  session.changes = std::move(row.changes);
  session.usage = std::move(*usage);
  session.opened = std::chrono::system_clock::time_point(std::chrono::microseconds(row.opened));
  session.steps_taken = static_cast<std::size_t>(row.steps_taken);
  session.version = row.version;
  for (StepRow& each : steps) {
    auto step = read_step(std::move(each), session);
    if (!step) return corrupt(session.id.str(), step.error().message());
    session.steps.push_back(std::move(*step));
  }
  return session;
}

}  // namespace wmh::server
