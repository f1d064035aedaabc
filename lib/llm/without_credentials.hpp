#pragma once

#include "llm/recorded_exchange.hpp"
#include "providers/secret.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The URL without user, password and the parameters whose names promise a key or a signature.
std::string url_without_credentials(std::string_view url);

/// What in these headers may prove who asks: keys and tokens by their known names, and whatever
/// looks like one in a header that is not known. Shorter than eight characters nothing is secret:
/// those are placeholders for servers that want no key.
std::vector<Secret> credentials_in(const HttpHeaders& headers);

/// The exchange as it may be kept: of the request's headers those that are known to be harmless, of
/// the response's all but cookies, and *** for what is left of the credentials anywhere.
RecordedExchange without_credentials(RecordedExchange exchange,
                                     const std::vector<Secret>& credentials);

}  // namespace detail
WMH_END_NAMESPACE
