#pragma once

#include "providers/aws_profile.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A provider as flags or a table of config.toml name it; empty members are absent.
struct ProviderChoice {
  std::string kind{};
  std::string model{};
  std::string embed_model{};
  std::string endpoint{};
  std::string region{};
  std::string deployment{};
  std::string api_version{};
  std::string reasoning_effort{};
  std::string token_field{};   ///< "max_tokens" or "max_completion_tokens".
  std::string schema_mode{};   ///< "json_schema", "json_object" or "prompt".
  std::string prompt_cache{};  ///< "none", "minutes" or "hour".
};

/// The settings of a provider: each from the flags, else from the environment, else from the
/// config, else its default.
///
/// A vendor's key goes to the vendor's own hosts, by https, and to the address that the vendor's
/// variable names (OPENAI_BASE_URL). An address out of flags or config gets WMH_ENDPOINT_API_KEY or
/// no key: a model's config from elsewhere shall not carry keys away.
///
/// Fails on names that are not known and on what is missing, and says which variable to set. The
/// credentials of AWS are found apart: find_aws_access.
Result<ProviderSettings> resolve_settings(const ProviderChoice& flags,
                                          const Environment& environment,
                                          const ProviderChoice& config, const AwsFiles& files = {});

}  // namespace detail
WMH_END_NAMESPACE
