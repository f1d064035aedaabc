#include "net/url.hpp"

#include <wmh/async.hpp>

#include "net/http_failure.hpp"
#include "util/text.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t longest_host = 253;

bool may_stand_in_name(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= longest_host && host.front() != '.' &&
         host.find("..") == std::string_view::npos &&
         std::all_of(host.begin(), host.end(), may_stand_in_name);
}

bool is_visible(char c) noexcept {
  return c > 0x20 && c < 0x7f;
}

Error bad_url(std::string_view what) {
  return failure(Reason::invalid_request,
                 fmt::format("a URL {}; it must look like https://host:port/path", what));
}

Result<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failed != std::errc() || end != text.data() + text.size() || port == 0)
    return bad_url("has a port that is no number from 1 to 65535");
  return port;
}

Result<Done> read_authority(std::string_view text, Url& url) {
  std::string_view port;
  bool has_port = false;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return bad_url("has a '[' without its ']'");
    url.host = lower_case(text.substr(1, end - 1));
    boost::system::error_code failed;
    asio::ip::make_address_v6(url.host, failed);
    if (failed) return bad_url("has no IPv6 address between '[' and ']'");
    has_port = end + 1 < text.size();
    port = text.substr(end + 1);
    if (has_port && !port.starts_with(':')) return bad_url("has text after its ']'");
    if (has_port) port.remove_prefix(1);
  } else {
    const auto colon = text.find(':');
    has_port = colon != std::string_view::npos;
    if (has_port) port = text.substr(colon + 1);
    url.host = lower_case(text.substr(0, colon));
    if (!is_name(url.host)) return bad_url("has no valid host name");
  }
  if (!has_port) return Done{};
  auto number = parse_port(port);
  if (!number) return std::move(number).error();
  url.port = *number;
  return Done{};
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), is_visible))
    return bad_url("has a blank, a control character or a byte beyond ASCII in it");
  const auto colon = text.find("://");
  const std::string scheme = lower_case(text.substr(0, colon));
  if (colon == std::string_view::npos || (scheme != "http" && scheme != "https"))
    return bad_url("does not begin with http:// or https://");
  text.remove_prefix(colon + 3);
  const auto slash = std::min(text.find_first_of("/?#"), text.size());
  const std::string_view authority = text.substr(0, slash);
  const std::string_view rest = text.substr(slash);
  if (authority.find('@') != std::string_view::npos)
    return bad_url("has a user name or a password in it: give credentials in headers");
  if (rest.find('#') != std::string_view::npos) return bad_url("has a fragment (#)");

  Url url;
  url.tls = scheme == "https";
  url.port = url.tls ? 443 : 80;
  if (auto read = read_authority(authority, url); !read) return std::move(read).error();
  url.target = rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest);
  return url;
}

std::string origin_of(const Url& url) {
  return (url.tls ? "https://" : "http://") + host_and_port(url);
}

std::string host_and_port(const Url& url) {
  std::string text = authority_of(url.host, url.port);
  const bool own_port = url.port == (url.tls ? 443 : 80);
  return own_port ? text.substr(0, text.rfind(':')) : text;
}

std::string authority_of(std::string_view host, std::uint16_t port) {
  const bool v6 = host.find(':') != std::string_view::npos;
  return v6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

bool is_address(std::string_view host) {
  boost::system::error_code failed;
  asio::ip::make_address(std::string(host), failed);
  return !failed;
}

bool is_loopback(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host == "localhost" || host.ends_with(".localhost")) return true;
  boost::system::error_code failed;
  const auto address = asio::ip::make_address(std::string(host), failed);
  return !failed && address.is_loopback();
}

}  // namespace detail
WMH_END_NAMESPACE
