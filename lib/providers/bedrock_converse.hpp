#pragma once

#include <wmh/provider.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Bedrock's Converse API, which is one for the models of all makers.
Result<HttpRequest> encode_converse(const ProviderSettings& settings,
                                    const CompletionRequest& request);
Outcome<Completion> decode_converse(const ProviderSettings& settings, const HttpResponse& response);

}  // namespace detail
WMH_END_NAMESPACE
