#pragma once

#include <wmh/json.hpp>

#include "http/message.hpp"

// What the streamable HTTP transport says, apart from its sessions.
namespace wmh::mcp {

/// A refusal with a JSON-RPC error that answers no request in particular.
server::Response refusal(int status, int code, std::string_view why);
/// What a client is told that sent nothing to be answered, or cancelled it since.
server::Response accepted();
/// A message as JSON, or as the one event of a stream.
server::Response answered(const json::value& message, bool events);

/// Why a POST cannot be taken; nullopt where it can.
std::optional<server::Response> problem_of(const server::RequestHead& head);
/// Whether a client takes events alone.
bool wants_events(const server::RequestHead& head);

}  // namespace wmh::mcp
