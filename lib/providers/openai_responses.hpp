#pragma once

#include <wmh/provider.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// OpenAI's Responses API, without state on its side.
Result<HttpRequest> encode_openai_responses(const ProviderSettings& settings,
                                            const CompletionRequest& request);
Outcome<Completion> decode_openai_responses(const ProviderSettings& settings,
                                            const HttpResponse& response);

}  // namespace detail
WMH_END_NAMESPACE
