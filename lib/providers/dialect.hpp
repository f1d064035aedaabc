#pragma once

#include <wmh/provider.hpp>

#include "providers/failure.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How a provider is spoken to: from a request to bytes, and from bytes to an answer.
struct Dialect {
  Result<HttpRequest> (*encode)(const ProviderSettings&, const CompletionRequest&);
  Outcome<Completion> (*decode)(const ProviderSettings&, const HttpResponse&);
};
Dialect dialect_of(ProviderKind kind) noexcept;

/// Takes a completion that answers the request, and fails for one that does not: refused, empty
/// because the room was used up, or JSON that was cut short.
Result<Completion> usable(Completion completion, const CompletionRequest& request);

}  // namespace detail
WMH_END_NAMESPACE
