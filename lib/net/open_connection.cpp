#include "net/http_call.hpp"

#include <boost/beast/core/error.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using ConnectionPtr = std::shared_ptr<HttpConnection>;
using asio::ip::tcp;

Task<Done> shake_hands(CallPtr call, ConnectionPtr connection) {
  call->phase = Phase::tls;
  const Limit limit = limit_of(*call, call->options.timeouts.tls, Reason::connect_timeout);
  auto host = call->route.url.host;
  const auto error = co_await connection->handshake(std::move(host), limit.at);
  if (call->cancelled) co_return cancelled_call(*call);
  if (!error) co_return Done{};
  if (is_timeout(error) || is_disconnect(error)) co_return explain(*call, error, limit);
  co_return failure(Reason::tls,
                    fmt::format("{}: the TLS handshake failed: {}; check the host name, the clock "
                                "and, behind a company's proxy, SSL_CERT_FILE",
                                call->route.origin, connection->handshake_error()));
}

}  // namespace

Task<Done> connect_to_any(CallPtr call, ConnectionPtr connection,
                          std::vector<tcp::endpoint> addresses) {
  const auto& timeouts = call->options.timeouts;
  const Limit all = limit_of(*call, timeouts.connect_all, Reason::connect_timeout);
  boost::system::error_code error = asio::error::host_not_found;
  Limit limit = all;
  for (const tcp::endpoint& address : addresses) {
    limit = limit_of(*call, timeouts.connect, Reason::connect_timeout);
    if (all.at < limit.at) limit = all;
    error = co_await connection->connect(address, limit.at);
    if (call->cancelled) co_return cancelled_call(*call);
    if (!error) co_return Done{};
  }
  co_return explain(*call, error, limit);
}

Task<ConnectionPtr> open_connection(CorePtr core, CallPtr call) {
  call->phase = Phase::connect;
  const Route& route = call->route;
  std::string host = route.proxy ? route.proxy->host : route.url.host;
  const std::uint16_t port = route.proxy ? route.proxy->port : route.url.port;
  auto addresses = co_await look_up(core, call, std::move(host), port);
  if (!addresses) co_return std::move(addresses).error();

  const auto connection = std::make_shared<HttpConnection>(core->strand, core->tls);
  auto connected = co_await connect_to_any(call, connection, std::move(*addresses));
  if (!connected) co_return std::move(connected).error();
  if (route.proxy && route.url.tls) {
    auto tunnel = co_await open_tunnel(core, call, connection);
    if (!tunnel) co_return std::move(tunnel).error();
  }
  if (route.url.tls) {
    auto trusted = co_await shake_hands(call, connection);
    if (!trusted) co_return std::move(trusted).error();
  }
  co_return connection;
}

}  // namespace detail
WMH_END_NAMESPACE
