#pragma once

#include <wmh/provider.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// OpenAI's Chat Completions and the servers that speak it.
Result<HttpRequest> encode_openai_chat(const ProviderSettings& settings,
                                       const CompletionRequest& request);
Outcome<Completion> decode_openai_chat(const ProviderSettings& settings,
                                       const HttpResponse& response);

/// The body without the model, which Azure has in its address.
Result<json::object> chat_body(const ProviderSettings& settings, const CompletionRequest& request);

/// POST to a path of OpenAI's API, with its key.
HttpRequest openai_post(const ProviderSettings& settings, std::string_view path,
                        const json::object& body);

/// Adds a hint to a failure that the wrong base URL explains.
Failure with_url_hint(Failure failure, const ProviderSettings& settings);

/// {"name", "strict", "schema"} as both APIs of OpenAI want it.
json::object schema_format(const json::object& schema);

}  // namespace detail
WMH_END_NAMESPACE
