#pragma once

#include "api/services.hpp"
#include "api/session_requests.hpp"

namespace wmh::server {

/// Plays a whole rollout of given actions. {task, steps: [{action, observation}], state,
/// stop_reason, session_id}: `stop_reason` is "actions_done" or "error_observation", `session_id`
/// null unless the session was to be kept. A step that fails ends it with its error.
asio::awaitable<Result<json::object>> play_episode(Services& services,
                                                   std::shared_ptr<ServedModel> served,
                                                   EpisodeRequest request);

}  // namespace wmh::server
