#pragma once

#include <wmh/provider.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"
#include "providers/wire_json.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Chat Completions of a deployment on Azure. Without an api_version, or with "v1", "latest" or
/// "preview", by the v1 address; with a dated one by the address of the deployment.
Result<HttpRequest> encode_azure_openai(const ProviderSettings& settings,
                                        const CompletionRequest& request);
Outcome<Completion> decode_azure_openai(const ProviderSettings& settings,
                                        const HttpResponse& response);

/// POST to a path of a deployment ("chat/completions"), in either style, with its key.
HttpRequest azure_post(const ProviderSettings& settings, std::string_view deployment,
                       std::string_view path, json::object body);

}  // namespace detail
WMH_END_NAMESPACE
