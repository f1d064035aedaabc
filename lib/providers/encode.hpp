#pragma once

// What the encoders of all dialects share.
#include <wmh/provider.hpp>

#include "net/http_message.hpp"
#include "providers/settings.hpp"
#include "providers/wire_json.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Fails when no provider could take the request: no message, one that is not the user's at the
/// start, no room for an answer, a temperature that is no number.
Result<Done> check_request(const CompletionRequest& request);

/// The same for APIs that do not take messages without text.
Result<Done> check_texts(const CompletionRequest& request);

std::string_view to_string(Role role) noexcept;

/// A POST of JSON to `url`, with the settings' own headers and without a key.
HttpRequest json_post(std::string url, const ProviderSettings& settings, const json::object& body);

void add_bearer(HttpRequest& request, const Secret& key);

/// The system text, with the schema in words where the settings want it there.
std::string system_text(const ProviderSettings& settings, const CompletionRequest& request);

/// The schema, where it goes into a field of the API.
const json::object* schema_field(const ProviderSettings& settings,
                                 const CompletionRequest& request) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
