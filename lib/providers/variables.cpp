#include "providers/variables.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using enum VariableUse;

constexpr ProviderVariable of_anthropic[] = {
    {"ANTHROPIC_API_KEY", key},
    {"ANTHROPIC_AUTH_TOKEN", token},
    {"ANTHROPIC_BASE_URL", base_url},
    {"ANTHROPIC_CUSTOM_HEADERS", headers},
};
constexpr ProviderVariable of_openai[] = {
    {"OPENAI_API_KEY", key},
    {"OPENAI_BASE_URL", base_url},
    {"OPENAI_ORG_ID", organization},
    {"OPENAI_PROJECT_ID", project},
    {"OPENAI_CUSTOM_HEADERS", headers},
};
constexpr ProviderVariable of_azure[] = {
    {"AZURE_OPENAI_AD_TOKEN", token},          {"AZURE_OPENAI_API_KEY", key},
    {"AZURE_OPENAI_ENDPOINT", base_url},       {"OPENAI_API_VERSION", api_version},
    {"AZURE_OPENAI_API_VERSION", api_version},
};
constexpr ProviderVariable of_bedrock[] = {
    {"AWS_BEARER_TOKEN_BEDROCK", token},
    {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME", base_url},
    {"AWS_ENDPOINT_URL", base_url},
};

}  // namespace

std::span<const ProviderVariable> variables_of(ProviderKind kind) noexcept {
  switch (kind) {
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      return of_openai;
    case ProviderKind::azure_openai:
      return of_azure;
    case ProviderKind::bedrock:
      return of_bedrock;
    case ProviderKind::anthropic:
      break;
  }
  return of_anthropic;
}

const ProviderVariable* find_variable(ProviderKind kind, VariableUse use,
                                      const Environment& environment) noexcept {
  for (const ProviderVariable& each : variables_of(kind))
    if (each.use == use && !variable(environment, each.name).empty()) return &each;
  return nullptr;
}

std::string_view variable(ProviderKind kind, VariableUse use,
                          const Environment& environment) noexcept {
  const ProviderVariable* found = find_variable(kind, use, environment);
  return found ? variable(environment, found->name) : std::string_view();
}

}  // namespace detail
WMH_END_NAMESPACE
