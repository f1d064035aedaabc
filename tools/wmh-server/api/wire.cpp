#include "api/wire.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace wmh::server {
namespace {

json::value member(const json::object& of, std::string_view name) {
  const json::value* value = of.if_contains(name);
  return value ? *value : json::value();
}

json::object phase_json(const Spending& spent) {
  const auto cost = spent.cost();
  return {{"calls", spent.calls},
          {"input_tokens", spent.tokens.input_tokens},
          {"output_tokens", spent.tokens.output_tokens},
          {"cost_usd", cost ? json::value(*cost) : json::value()}};
}

/// What was not spent on judges.
Spending stepping_of(const UsageRecord& usage) {
  Spending spent = usage.spent;
  spent.calls -= usage.judging.calls;
  spent.tokens.input_tokens -= usage.judging.tokens.input_tokens;
  spent.tokens.output_tokens -= usage.judging.tokens.output_tokens;
  spent.cost_usd -= usage.judging.cost_usd;
  spent.unpriced_calls -= usage.judging.unpriced_calls;
  return spent;
}

}  // namespace

json::object to_json(StepAnswer answer) {
  // What may be large is moved, not copied: this is done for every step.
  json::object metadata = std::exchange(answer.observation.metadata, {});
  json::object structured = std::exchange(answer.state.structured, {});
  json::object shown{{"observation", wmh::to_json(answer.observation)},
                     {"state", wmh::to_json(answer.state)},
                     {"source", member(metadata, "source")},
                     {"confidence", member(metadata, "confidence")},
                     {"step", answer.index},
                     {"repeated", answer.repeated}};
  shown["observation"].get_object()["metadata"] = std::move(metadata);
  shown["state"].get_object()["structured"] = std::move(structured);
  return shown;
}

json::object session_json(const Session& session, std::size_t from, std::size_t limit) {
  const std::size_t oldest = session.steps_taken - session.history.size();
  const std::size_t first = std::clamp(from, oldest, session.steps_taken);
  const std::size_t end = first + std::min(limit, session.steps_taken - first);
  json::array history;
  history.reserve(end - first);
  for (std::size_t index = first; index < end; ++index)
    history.push_back(wmh::to_json(session.history[index - oldest]));
  return {{"id", session.id.str()},
          {"task", session.task ? json::value(*session.task) : json::value()},
          {"state", wmh::to_json(session.state)},
          {"history", std::move(history)},
          {"steps_taken", session.steps_taken},
          {"first_step", first},
          {"seed", session.seed ? json::value(*session.seed) : json::value()},
          {"world", session.world.empty() ? json::value() : json::value(session.world)}};
}

json::object run_record_json(const SessionId& id, const UsageRecord& usage,
                             std::chrono::duration<double> open_for) {
  json::object phases;
  const Spending stepping = stepping_of(usage);
  if (stepping.calls > 0) phases["serve"] = phase_json(stepping);
  if (usage.judging.calls > 0) phases["judge"] = phase_json(usage.judging);
  json::object record{{"run_id", id.str()},
                      {"kind", "serve"},
                      {"duration_seconds", open_for.count()},
                      {"total", phase_json(usage.spent)},
                      {"by_phase", std::move(phases)}};
  json::object counted = wmh::to_json(usage);
  for (const char* name :
       {"steps", "failed_steps", "steps_by_source", "calls_saved", "cost_saved_usd"})
    record[name] = counted.at(name);
  return record;
}

json::object to_json(const EpisodeVerdict& verdict) {
  return {{"reward", verdict.reward},
          {"success", verdict.success},
          {"critique", verdict.critique},
          {"step_rewards", json::array(verdict.step_rewards.begin(), verdict.step_rewards.end())},
          {"valid", verdict.valid}};
}

json::object to_json(const ServedModel& served) {
  const ModelInfo& info = served.info;
  return {{"name", info.name},
          {"serve_provider", info.serve_provider},
          {"serve_model", info.serve_model},
          {"held_out_accuracy",
           info.held_out_accuracy ? json::value(*info.held_out_accuracy) : json::value()},
          {"rollouts_used", info.rollouts_used},
          {"frontier_size", info.frontier_size},
          {"steps", info.steps},
          {"card", served.card}};
}

}  // namespace wmh::server
