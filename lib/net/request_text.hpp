#pragma once

#include "net/http_message.hpp"
#include "net/proxy.hpp"
#include "net/url.hpp"

#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a caller may send: a token as method, header names that are tokens, values without control
/// characters, none of the headers that are the client's own (Host, Content-Length,
/// Transfer-Encoding, Connection, ...), no name twice. Fails with Reason::invalid_request.
Result<Done> check_request(const HttpRequest& request);

/// A request's head as it goes over the wire, to the empty line. With a proxy and an http URL the
/// target is absolute and the proxy's credentials are in it.
std::string request_head(const HttpRequest& request, const Url& url,
                         const std::optional<Proxy>& proxy);

/// The request for a tunnel. Nothing of the provider's is in it.
std::string tunnel_request(const Url& url, const Proxy& proxy);

}  // namespace detail
WMH_END_NAMESPACE
