#pragma once

#include <wmh/provider.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Anthropic's Messages API.
Result<HttpRequest> encode_anthropic(const ProviderSettings& settings,
                                     const CompletionRequest& request);
Outcome<Completion> decode_anthropic(const ProviderSettings& settings,
                                     const HttpResponse& response);

/// The body after the members that say which model and version: Bedrock has its own of these.
Result<json::object> messages_body(const ProviderSettings& settings,
                                   const CompletionRequest& request);

}  // namespace detail
WMH_END_NAMESPACE
