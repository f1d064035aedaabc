// The NO_PROXY list has no standard; this follows what curl and Go do.
#include <wmh/async.hpp>

#include "net/proxy.hpp"
#include "util/text.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool is_in_range(const asio::ip::address& address, const std::string& range) {
  boost::system::error_code failed;
  if (address.is_v4()) {
    const auto network = asio::ip::make_network_v4(range, failed);
    const auto single = asio::ip::network_v4(address.to_v4(), 32);
    return !failed && (single == network.canonical() || single.is_subnet_of(network));
  }
  const auto network = asio::ip::make_network_v6(range, failed);
  const auto single = asio::ip::network_v6(address.to_v6(), 128);
  return !failed && (single == network.canonical() || single.is_subnet_of(network));
}

bool same_address(const asio::ip::address& address, std::string_view entry) {
  if (entry.starts_with('[') && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
  boost::system::error_code failed;
  const auto other = asio::ip::make_address(std::string(entry), failed);
  return !failed && other == address;
}

bool is_domain_of(std::string_view host, std::string_view entry) {
  if (entry.starts_with('.')) entry.remove_prefix(1);
  if (entry.empty() || host.size() < entry.size()) return false;
  const auto rest = host.size() - entry.size();
  return same_ignoring_case(host.substr(rest), entry) && (rest == 0 || host[rest - 1] == '.');
}

bool names(std::string_view entry, const Url& url) {
  if (entry == "*") return true;
  std::string_view host = url.host;
  if (host.ends_with('.')) host.remove_suffix(1);

  const bool bare_v6 = !entry.starts_with('[') && entry.find(':') != entry.rfind(':');
  const auto colon = bare_v6 ? std::string_view::npos : entry.rfind(':');
  const auto bracket = entry.rfind(']');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  if (has_port && entry.substr(colon + 1) != std::to_string(url.port)) return false;
  if (has_port) entry = entry.substr(0, colon);

  boost::system::error_code no_address;
  const auto address = asio::ip::make_address(std::string(host), no_address);
  if (no_address) return is_domain_of(host, entry);
  if (entry.find('/') != std::string_view::npos) return is_in_range(address, std::string(entry));
  return same_address(address, entry);
}

}  // namespace

bool is_excluded(const Url& url, std::string_view no_proxy) {
  constexpr std::string_view separators = ", \t";
  while (!no_proxy.empty()) {
    const auto end = std::min(no_proxy.find_first_of(separators), no_proxy.size());
    if (end > 0 && names(no_proxy.substr(0, end), url)) return true;
    no_proxy.remove_prefix(std::min(end + 1, no_proxy.size()));
  }
  return false;
}

}  // namespace detail
WMH_END_NAMESPACE
