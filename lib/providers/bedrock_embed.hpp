#pragma once

#include "providers/embed.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Amazon's Titan, one text a call.
Result<HttpRequest> encode_titan_embed(const ProviderSettings& settings,
                                       std::span<const std::string> texts, std::size_t dim);
Outcome<EmbeddedRows> decode_titan_embed(const ProviderSettings& settings,
                                         const HttpResponse& response, std::size_t count,
                                         std::size_t dim);

/// Cohere's, by one form for stored texts and for questions: what is compared must be embedded
/// alike.
Result<HttpRequest> encode_cohere_embed(const ProviderSettings& settings,
                                        std::span<const std::string> texts, std::size_t dim);
Outcome<EmbeddedRows> decode_cohere_embed(const ProviderSettings& settings,
                                          const HttpResponse& response, std::size_t count,
                                          std::size_t dim);

}  // namespace detail
WMH_END_NAMESPACE
