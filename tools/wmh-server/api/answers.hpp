#pragma once

#include <wmh/error.hpp>
#include <wmh/json.hpp>

#include "http/message.hpp"

namespace wmh::server {

/// An answer of JSON.
Response json_answer(const json::value& body, int status = 200);
/// An answer of server-sent events, which nobody between is to keep or to hold back.
Response event_answer(std::shared_ptr<EventSource> events);
/// {"detail": why}.
Response refusal(int status, std::string_view why);
/// The 404 that names the models there are.
Response no_model(const std::vector<std::string>& names, std::string_view asked);
/// The status that tells a client what to do about an error, see docs/http-api.md.
int status_of(const Error& error) noexcept;
/// {"detail", "retryable", "retry_after" (seconds or null), "request_id"}.
Response error_answer(const Error& error, const std::string& request_id);

}  // namespace wmh::server
