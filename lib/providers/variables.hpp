#pragma once

#include "providers/settings.hpp"
#include "util/environment.hpp"

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What an environment variable gives to a provider's settings.
enum class VariableUse { key, token, base_url, api_version, organization, project, headers };

/// A variable of one provider. Of several with one use the first that is set holds.
struct ProviderVariable {
  std::string_view name{};
  VariableUse use = VariableUse::key;
};
std::span<const ProviderVariable> variables_of(ProviderKind kind) noexcept;

/// The first variable of that use that is set; null when none is.
const ProviderVariable* find_variable(ProviderKind kind, VariableUse use,
                                      const Environment& environment) noexcept;

/// Its value; empty when none is set.
std::string_view variable(ProviderKind kind, VariableUse use,
                          const Environment& environment) noexcept;

/// The key for an address that is neither the vendor's nor given by the environment.
constexpr std::string_view endpoint_key = "WMH_ENDPOINT_API_KEY";

}  // namespace detail
WMH_END_NAMESPACE
