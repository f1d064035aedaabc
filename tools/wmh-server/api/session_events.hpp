#pragma once

#include <wmh/world_model.hpp>

#include "api/step_signal.hpp"
#include "http/message.hpp"

namespace wmh::server {

/// The steps of a session as server-sent events: those that it has taken from `from` on, then each
/// that it takes. Event `step` with the index as id and {index, step} as data; event `end` when the
/// session is gone.
std::shared_ptr<EventSource> session_events(StepSignal& signal, WorldModel model, SessionId session,
                                            std::size_t from, asio::any_io_executor executor);

/// Where a client goes on: after its Last-Event-ID, else at `from`.
std::size_t first_event(std::string_view last_event_id, std::size_t from);

}  // namespace wmh::server
