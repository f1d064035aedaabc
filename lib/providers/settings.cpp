#include "providers/settings.hpp"

#include <utility>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::pair<std::string_view, ProviderKind> kinds[] = {
    {"anthropic", ProviderKind::anthropic},
    {"openai", ProviderKind::openai},
    {"openai_responses", ProviderKind::openai_responses},
    {"azure_openai", ProviderKind::azure_openai},
    {"bedrock", ProviderKind::bedrock},
    {"azure", ProviderKind::azure_openai},
};

}  // namespace

std::string_view to_string(ProviderKind kind) noexcept {
  for (const auto& [name, named] : kinds)
    if (named == kind) return name;
  return "anthropic";
}

std::optional<ProviderKind> provider_kind(std::string_view name) noexcept {
  for (const auto& [word, kind] : kinds)
    if (word == name) return kind;
  return std::nullopt;
}

}  // namespace detail
WMH_END_NAMESPACE
