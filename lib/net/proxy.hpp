#pragma once

#include <wmh/error.hpp>

#include "net/url.hpp"

#include <functional>
#include <map>
#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The proxy variables of the environment, as values. Empty: no proxy.
struct ProxySettings {
  std::string http{};      ///< For http URLs.
  std::string https{};     ///< For https URLs.
  std::string no_proxy{};  ///< Hosts that are always reached directly.
};

/// Environment variables by name, as they were when the process was asked once.
using Environment = std::map<std::string, std::string, std::less<>>;

/// Reads HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY. Lower-case names win. In a CGI program
/// HTTP_PROXY can be set by a stranger's "Proxy:" header, so there only http_proxy counts.
ProxySettings proxy_settings(const Environment& environment);

/// Where to connect to instead of the origin.
struct Proxy {
  std::string host{};
  std::uint16_t port = 0;
  std::string authorization{};  ///< The Proxy-Authorization value; empty without credentials.
};

/// "proxy host:port", for messages.
std::string describe(const Proxy& proxy);

/// The proxy for a URL, or none. Loopback and cloud metadata addresses are never proxied. Fails
/// (Reason::invalid_request) when the setting is no http:// proxy.
Result<std::optional<Proxy>> proxy_for(const Url& url, const ProxySettings& settings);

/// Whether a NO_PROXY list names this host: "*", "example.com" and ".example.com" with all
/// sub-domains, either with ":port", addresses, and ranges such as 10.0.0.0/8.
bool is_excluded(const Url& url, std::string_view no_proxy);

}  // namespace detail
WMH_END_NAMESPACE
