#pragma once

#include "providers/embed.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// OpenAI's embeddings and those of the servers that speak its API.
Result<HttpRequest> encode_openai_embed(const ProviderSettings& settings,
                                        std::span<const std::string> texts, std::size_t dim);
/// The same on Azure, where the model is the name of a deployment.
Result<HttpRequest> encode_azure_embed(const ProviderSettings& settings,
                                       std::span<const std::string> texts, std::size_t dim);
/// Of both. Takes vectors as numbers and as base64, whatever was asked for.
Outcome<EmbeddedRows> decode_openai_embed(const ProviderSettings& settings,
                                          const HttpResponse& response, std::size_t count,
                                          std::size_t dim);

}  // namespace detail
WMH_END_NAMESPACE
