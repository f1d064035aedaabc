// URLs and proxy settings from users: what is taken can be written again and means the same, is
// signed as it is sent, and a refusal never repeats what may be a password.
#include "fuzz/require.hpp"
#include "net/proxy.hpp"
#include "net/retry_after.hpp"
#include "net/url.hpp"
#include "providers/url.hpp"

using namespace wmh::detail;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto url = parse_url(text)) {
    const auto again = parse_url(origin_of(*url) + url->target);
    require(again.has_value());
    require(again->host == url->host && again->port == url->port);
    require(again->target == url->target && again->tls == url->tls);
    require(url->host.find('@') == std::string::npos);
    require(host_header(text) == host_and_port(*url));
    require(split_url(text).path.empty() || url->target.starts_with(split_url(text).path));
    is_excluded(*url, text);
  }
  ProxySettings settings;
  settings.https = text;
  Url origin;
  origin.host = "api.example.com";
  is_excluded(origin, text);
  if (const auto proxy = proxy_for(origin, settings); proxy && *proxy)
    require((*proxy)->authorization.find_first_of("\r\n") == std::string::npos);
  parse_http_date(text);
  const auto wait = asked_wait({{"retry-after", text}}, {});
  require(!wait || (wait->count() > 0 && *wait <= std::chrono::hours(24 * 365)));
  return 0;
}
