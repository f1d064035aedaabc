#pragma once

#include <wmh/retriever.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What an embeddings API takes in one request.
struct EmbedLimits {
  std::size_t texts = 1;
  std::size_t tokens = 0;       ///< Of all texts together; 0: no limit of their sum.
  std::size_t text_tokens = 0;  ///< Of one text; 0: what is longer is cut by the model.
};

/// Rows in the order of the texts, and the tokens they cost (nullopt: not counted).
struct EmbeddedRows {
  Embeddings rows{};
  std::optional<std::int64_t> tokens{};
};

/// How texts become vectors with a provider.
struct EmbedDialect {
  EmbedLimits limits{};
  /// `dim` 0: the model's own number of dimensions.
  Result<HttpRequest> (*encode)(const ProviderSettings&, std::span<const std::string> texts,
                                std::size_t dim);
  /// Fails unless there are `count` rows of one length, `dim` if that is not 0, and all finite.
  Outcome<EmbeddedRows> (*decode)(const ProviderSettings&, const HttpResponse&, std::size_t count,
                                  std::size_t dim);
};

/// By provider, and on Bedrock by model. Fails for providers and models without embeddings.
Result<EmbedDialect> embed_dialect_of(const ProviderSettings& settings);

/// Cuts texts into requests, in order: [first, last) of each. A text's tokens are at most its
/// bytes, so the sum of the limits holds for any tokenizer.
std::vector<std::pair<std::size_t, std::size_t>> embed_batches(std::span<const std::string> texts,
                                                               EmbedLimits limits);

}  // namespace detail
WMH_END_NAMESPACE
