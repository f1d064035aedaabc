#pragma once

#include <wmh/json.hpp>
#include <wmh/store.hpp>

#include "api/models.hpp"

namespace wmh::server {

/// {observation, state, source, confidence, step, repeated}.
json::object to_json(StepAnswer answer);
/// {id, task, state, history, steps_taken, first_step, seed, world}: of the history the steps from
/// `from` on, at most `limit`; `first_step` is the index of the first.
json::object session_json(const Session& session, std::size_t from, std::size_t limit);
/// The Python original's RunRecord, with what we count beside it.
json::object run_record_json(const SessionId& id, const UsageRecord& usage,
                             std::chrono::duration<double> open_for);
json::object to_json(const EpisodeVerdict& verdict);
json::object to_json(const ServedModel& served);

}  // namespace wmh::server
