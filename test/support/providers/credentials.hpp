#pragma once

#include "support/providers/asked.hpp"
#include "support/providers/fields.hpp"

namespace wmh::testing {

/// Notes a request that does not prove in exactly one way who asks. AWS signatures are computed
/// anew from what is signed and must be no older than five minutes.
void check_credentials(const detail::HttpRequest& request, detail::ProviderKind kind,
                       const AskRules& rules, Problem& problem);

/// Notes headers that are there twice, and those that do not belong to the provider.
void check_header_names(const detail::HttpRequest& request, detail::ProviderKind kind,
                        Problem& problem);

}  // namespace wmh::testing
