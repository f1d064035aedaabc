#include "net/http_call.hpp"
#include "net/request_text.hpp"

#include <boost/beast/core/error.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using ConnectionPtr = std::shared_ptr<Connection>;
using asio::ip::tcp;

Error tunnel_refused(const HttpCall& call, int status) {
  const bool unknown_user = status == 407;
  return failure(unknown_user ? Reason::proxy_credentials : Reason::proxy_refused,
                 fmt::format("{} answered {} instead of a tunnel to {}; {}",
                             describe(*call.route.proxy), status, call.route.origin,
                             unknown_user ? "put user:password@ before its host"
                                          : "ask whoever runs it, or name the host in NO_PROXY"));
}

/// A tunnel's answer has no body, whatever its head says.
Task<Done> open_tunnel(CorePtr core, CallPtr call, ConnectionPtr connection) {
  call->phase = Phase::proxy;
  auto text = tunnel_request(call->route.url, *call->route.proxy);
  const Limit limit = limit_of(*call, call->options.timeouts.proxy, Reason::connect_timeout);
  const auto idle = call->options.timeouts.proxy;
  const auto bounds = core->options.bounds;
  const auto reader = std::make_shared<ResponseReader>(bounds, ResponseReader::Body::absent);
  auto sent = co_await write_all(call, connection, std::move(text));
  if (!sent) co_return std::move(sent).error();
  auto answered = co_await read_response(call, connection, reader, limit, idle);
  if (!answered && reason_of(answered.error()) == Reason::protocol)
    co_return std::move(answered).error().in(describe(*call->route.proxy));
  if (!answered && reason_of(answered.error()) == Reason::truncated)
    co_return failure(Reason::proxy_refused, describe(*call->route.proxy) +
                                                 " closed the connection instead of a tunnel to " +
                                                 call->route.origin);
  if (!answered) co_return std::move(answered).error();
  const int status = reader->response().status;
  if (status < 200 || status > 299) co_return tunnel_refused(*call, status);
  if (reader->has_more())
    co_return failure(Reason::protocol, describe(*call->route.proxy) +
                                            " sent bytes of its own into the tunnel to " +
                                            call->route.origin);
  co_return Done{};
}

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
  auto addresses = co_await look_up(call, std::move(host), port);
  if (!addresses) co_return std::move(addresses).error();

  const auto connection = std::make_shared<Connection>(core->strand, core->tls);
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
