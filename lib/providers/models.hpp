#pragma once

#include <wmh/provider.hpp>

#include "providers/settings.hpp"

#include <chrono>
#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// US dollars for a million tokens. nullopt: not known.
struct Prices {
  double input = 0;
  double output = 0;
  std::optional<double> cache_read{};
  std::optional<double> cache_write{};
  std::optional<double> long_cache_write{};
};

/// The prices of calls whose prompt is longer than `above` tokens, from the day `since` on.
struct PriceRow {
  std::string_view model{};
  std::int64_t above = 0;
  std::chrono::sys_days since{};
  Prices prices{};
};

/// Tokens that fit in; 0: not known.
struct ModelSize {
  std::string_view model{};
  std::int64_t context = 0;
  std::int64_t output = 0;
};

std::span<const PriceRow> price_rows() noexcept;
std::span<const ModelSize> model_sizes() noexcept;

/// The id by which a model stands in the tables: "us.anthropic.claude-haiku-4-5-20251001-v1:0" is
/// "claude-haiku-4-5".
std::string_view plain_model(std::string_view model) noexcept;

/// Null for a model that is not in the table.
const ModelSize* size_of_model(std::string_view model) noexcept;

/// What a call cost in US dollars, by the prices of the day. nullopt when the model is not in the
/// table, or the call used something whose price is not known.
std::optional<double> cost_of(std::string_view model, const TokenUsage& usage,
                              std::chrono::sys_days day = std::chrono::sys_days::max());

/// The model that is used when none is named; empty for Azure, where names are the user's own.
std::string_view default_model(ProviderKind kind) noexcept;
/// The same for embeddings; empty where there are none.
std::string_view default_embed_model(ProviderKind kind) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
