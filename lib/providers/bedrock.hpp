#pragma once

#include <wmh/provider.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// AWS Bedrock: Claude by InvokeModel, everything else by Converse. Without a key in the settings
/// the request is yet to be signed (sign_v4, service "bedrock").
Result<HttpRequest> encode_bedrock(const ProviderSettings& settings,
                                   const CompletionRequest& request);
Outcome<Completion> decode_bedrock(const ProviderSettings& settings, const HttpResponse& response);

/// True for the ids of Claude, with or without the prefix of an inference profile. An ARN does not
/// tell.
bool is_claude(std::string_view model) noexcept;

/// POST to an operation of a model: "invoke", "converse".
HttpRequest bedrock_post(const ProviderSettings& settings, std::string_view model,
                         std::string_view operation, const json::object& body);

/// Adds what to do to failures that are known on Bedrock.
Failure with_bedrock_hint(Failure failure);

}  // namespace detail
WMH_END_NAMESPACE
