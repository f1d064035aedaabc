#pragma once

#include <wmh/error.hpp>

#include <cstdint>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// An absolute http or https URL, taken apart.
struct Url {
  bool tls = true;
  std::string host{};  ///< Lower case; an IPv6 address stands without its brackets.
  std::uint16_t port = 443;
  std::string target = "/";  ///< Path and query, as they are written.
};

/// Takes a URL apart. Refuses (Reason::invalid_request) other schemes, user names and passwords,
/// fragments, and any byte that cannot stand in a URL; the message never repeats the URL.
Result<Url> parse_url(std::string_view text);

/// "https://api.example.com", with the port where it is not the scheme's own. For messages, too.
std::string origin_of(const Url& url);

/// "api.example.com", "[::1]:8080": what the Host header says.
std::string host_and_port(const Url& url);

/// The same, always with the port: what CONNECT asks for.
std::string authority_of(std::string_view host, std::uint16_t port);

bool is_address(std::string_view host);

/// localhost, *.localhost, 127.0.0.0/8 and ::1.
bool is_loopback(std::string_view host);

}  // namespace detail
WMH_END_NAMESPACE
