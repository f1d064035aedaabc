#pragma once

#include <wmh/provider.hpp>

#include "build/config.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The names of a provider, without its keys, as a config keeps them.
ProviderEntry entry_of(const ProviderOptions& options);
/// The same the other way.
ProviderOptions options_of(const ProviderEntry& entry);

}  // namespace detail
WMH_END_NAMESPACE
