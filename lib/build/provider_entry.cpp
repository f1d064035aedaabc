#include "build/provider_entry.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::pair<std::string ProviderEntry::*, std::string ProviderOptions::*> names[] = {
    {&ProviderEntry::kind, &ProviderOptions::kind},
    {&ProviderEntry::model, &ProviderOptions::model},
    {&ProviderEntry::embed_model, &ProviderOptions::embed_model},
    {&ProviderEntry::endpoint, &ProviderOptions::base_url},
    {&ProviderEntry::region, &ProviderOptions::region},
    {&ProviderEntry::deployment, &ProviderOptions::deployment},
    {&ProviderEntry::api_version, &ProviderOptions::api_version},
    {&ProviderEntry::reasoning_effort, &ProviderOptions::reasoning_effort},
    {&ProviderEntry::token_field, &ProviderOptions::token_field},
    {&ProviderEntry::schema_mode, &ProviderOptions::schema_mode},
    {&ProviderEntry::prompt_cache, &ProviderOptions::prompt_cache},
};

}  // namespace

ProviderEntry entry_of(const ProviderOptions& options) {
  ProviderEntry entry;
  for (const auto& [to, from] : names)
    entry.*to = options.*from;
  return entry;
}

ProviderOptions options_of(const ProviderEntry& entry) {
  ProviderOptions options;
  for (const auto& [from, to] : names)
    options.*to = entry.*from;
  return options;
}

}  // namespace detail
WMH_END_NAMESPACE
