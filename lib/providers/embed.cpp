#include "providers/embed.hpp"

#include "providers/bedrock_embed.hpp"
#include "providers/openai_embed.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr EmbedLimits openai_limits{.texts = 2048, .tokens = 300'000, .text_tokens = 8192};
constexpr EmbedLimits titan_limits{.texts = 1, .text_tokens = 8192};
constexpr EmbedLimits cohere_limits{.texts = 96};

bool has(std::string_view model, std::string_view part) noexcept {
  return model.find(part) != std::string_view::npos;
}

}  // namespace

Result<EmbedDialect> embed_dialect_of(const ProviderSettings& settings) {
  switch (settings.kind) {
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      return EmbedDialect{openai_limits, encode_openai_embed, decode_openai_embed};
    case ProviderKind::azure_openai:
      return EmbedDialect{openai_limits, encode_azure_embed, decode_openai_embed};
    case ProviderKind::bedrock:
      if (has(settings.embed_model, "titan-embed-text"))
        return EmbedDialect{titan_limits, encode_titan_embed, decode_titan_embed};
      if (has(settings.embed_model, "cohere.embed"))
        return EmbedDialect{cohere_limits, encode_cohere_embed, decode_cohere_embed};
      break;
    case ProviderKind::anthropic:
      break;
  }
  return Error(errc::invalid_argument,
               fmt::format("{} has no embeddings with model \"{}\"; use openai, azure_openai, or "
                           "bedrock with amazon.titan-embed-text-v2:0 or cohere.embed-*",
                           to_string(settings.kind), settings.embed_model));
}

std::vector<std::pair<std::size_t, std::size_t>> embed_batches(std::span<const std::string> texts,
                                                               EmbedLimits limits) {
  std::vector<std::pair<std::size_t, std::size_t>> batches;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    sum += texts[i].size();
    const bool fits = !batches.empty() && i - batches.back().first < limits.texts &&
                      (limits.tokens == 0 || sum <= limits.tokens);
    if (fits) {
      batches.back().second = i + 1;
    } else {
      batches.emplace_back(i, i + 1);
      sum = texts[i].size();
    }
  }
  return batches;
}

}  // namespace detail
WMH_END_NAMESPACE
