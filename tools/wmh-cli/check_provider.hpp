#pragma once

#include <wmh/provider.hpp>

namespace wmh::cli {

/// Whether one thing works.
struct Check {
  bool ok = false;
  std::string what{};
  std::string detail{};
};

/// The kinds of language model providers.
inline constexpr std::string_view provider_kinds[] = {"anthropic",    "openai",  "openai_responses",
                                                      "azure_openai", "bedrock", "azure"};

/// Asks a language model for one word, and tells how long it took and what it cost.
Check check_provider(const ProviderOptions& options);

}  // namespace wmh::cli
