#pragma once

#include <wmh/world_model.hpp>

#include "api/validation.hpp"

// What the bodies of session endpoints ask for. Issues are noted, and then the result means
// nothing.
namespace wmh::server {

/// {task?, seed_state?: {structured, scratchpad}, seed?, world?}.
SessionStart read_session_start(const json::object& body, Issues& issues);

/// {action}.
std::optional<Action> read_step(const json::object& body, Issues& issues);

/// {at?, count?, pin?, seed?}, at most `most` forks.
ForkRequest read_fork(const json::object& body, SessionId session, std::size_t most,
                      Issues& issues);

/// {steps: [{session_id, action, idempotency_key?}]}, at most `most`.
std::vector<StepRequest> read_steps(const json::object& body, std::size_t most, Issues& issues);

/// A session's start with {actions: [...], stop_on_error?, keep_session?}.
struct EpisodeRequest {
  SessionStart start{};
  std::vector<Action> actions{};
  bool stop_on_error = false;  ///< End after an observation that is an error.
  bool keep_session = false;
};
EpisodeRequest read_episode(const json::object& body, std::size_t most, Issues& issues);

}  // namespace wmh::server
