#include "net/proxy.hpp"

#include "net/base64.hpp"
#include "net/http_failure.hpp"
#include "util/text.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include <charconv>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string first_set(const Environment& environment, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto value = variable(environment, name); !value.empty()) return std::string(value);
  return {};
}

/// Undoes %XX; a '%' without two digits stays.
std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      plain += static_cast<char>(byte);
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

Error bad_proxy(std::string_view what) {
  return failure(Reason::invalid_request,
                 fmt::format("the proxy setting {}; it must look like http://host:port", what));
}

Result<Proxy> parse_proxy(std::string_view text) {
  const auto scheme_end = text.find("://");
  const auto scheme = scheme_end == std::string_view::npos ? "http" : text.substr(0, scheme_end);
  if (!same_ignoring_case(scheme, "http")) return bad_proxy("has an unsupported scheme");
  if (scheme_end != std::string_view::npos) text.remove_prefix(scheme_end + 3);
  text = text.substr(0, text.find_first_of("/?#"));

  Proxy proxy;
  if (const auto at = text.rfind('@'); at != std::string_view::npos) {
    std::string credentials = without_escapes(text.substr(0, at));
    if (credentials.find(':') == std::string::npos) credentials += ':';
    proxy.authorization = "Basic " + to_base64(credentials);
    text.remove_prefix(at + 1);
  }
  const auto url = parse_url("http://" + std::string(text));
  if (!url) return bad_proxy("has no valid host and port");
  proxy.host = url->host;
  proxy.port = url->port;
  return proxy;
}

bool is_metadata_address(std::string_view host) {
  return host == "169.254.169.254" || host == "fd00:ec2::254";
}

}  // namespace

ProxySettings proxy_settings(const Environment& environment) {
  const bool in_cgi = environment.contains("REQUEST_METHOD");
  ProxySettings settings;
  settings.http =
      in_cgi ? first_set(environment, {"http_proxy", "all_proxy", "ALL_PROXY"})
             : first_set(environment, {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"});
  settings.https = first_set(environment, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  settings.no_proxy = first_set(environment, {"no_proxy", "NO_PROXY"});
  return settings;
}

std::string describe(const Proxy& proxy) {
  return "proxy " + authority_of(proxy.host, proxy.port);
}

Result<std::optional<Proxy>> proxy_for(const Url& url, const ProxySettings& settings) {
  const std::string& setting = url.tls ? settings.https : settings.http;
  if (setting.empty() || is_loopback(url.host) || is_metadata_address(url.host) ||
      is_excluded(url, settings.no_proxy))
    return std::optional<Proxy>();
  auto proxy = parse_proxy(setting);
  if (!proxy) return std::move(proxy).error();
  return std::optional<Proxy>(std::move(*proxy));
}

}  // namespace detail
WMH_END_NAMESPACE
