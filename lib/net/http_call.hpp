#pragma once

#include "net/http_client.hpp"
#include "net/http_connection.hpp"
#include "net/rate_gate.hpp"
#include "net/turn_table.hpp"
#include "net/url.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/strand.hpp>

#include <set>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Where a request goes: all that can be known of it without any I/O.
struct Route {
  Url url{};
  std::optional<Proxy> proxy{};
  std::string origin{};    ///< For messages.
  std::string pool_key{};  ///< Connections with one key are alike.
  std::string rate_key{};
};
Result<Route> plan_route(const HttpRequest& request, const ProxySettings& proxies,
                         const std::string& rate_key);

/// The state of one call, shared by its coroutines. Lives on the client's strand.
struct HttpCall {
  HttpRequest request{};
  CallOptions options{};
  ResponseReader::Body body = ResponseReader::Body::gathered;
  ByteSink sink{};

  Route route{};
  Clock::time_point deadline = Clock::time_point::max();
  asio::cancellation_signal cancel{};
  bool cancelled = false;

  Phase phase = Phase::prepare;
  bool reused = false;  ///< The connection at hand served another call before.
  bool delivered = false;
  RetryAdvice advice{};
};
using CallPtr = std::shared_ptr<HttpCall>;

/// What the calls of a client share. Touched on its strand only.
struct ClientCore {
  ClientCore(const asio::any_io_executor& executor, HttpClientOptions given,
             std::shared_ptr<asio::ssl::context> context)
      : strand(asio::make_strand(executor)),
        options(std::move(given)),
        tls(std::move(context)),
        idle(options.idle),
        turns(std::make_shared<TurnTable>(options.calls_per_key)) {}

  asio::strand<asio::any_io_executor> strand;
  HttpClientOptions options;
  std::shared_ptr<asio::ssl::context> tls;
  IdlePool<std::shared_ptr<HttpConnection>> idle;
  std::shared_ptr<TurnTable> turns;
  RateGate gate{};
  std::set<HttpCall*> calls{};
  bool closed = false;
};
using CorePtr = std::shared_ptr<ClientCore>;

/// A point in time and what has failed when it is passed.
struct Limit {
  Clock::time_point at = Clock::time_point::max();
  Reason reason = Reason::total_timeout;
  std::chrono::milliseconds given{0};
};

/// The earlier of now + `given` and the deadline of the call.
Limit limit_of(const HttpCall& call, std::chrono::milliseconds given, Reason reason);

/// Translates an I/O error: what happened in which phase, to whom, what to do.
Error explain(const HttpCall& call, const boost::system::error_code& error, const Limit& limit);

/// The error of a call that was cancelled.
Error cancelled_call(const HttpCall& call);

/// Connects, through the proxy if there is one, to the end of the TLS handshake.
Task<std::shared_ptr<HttpConnection>> open_connection(CorePtr core, CallPtr call);

/// Asks the proxy for a tunnel to the origin.
Task<Done> open_tunnel(CorePtr core, CallPtr call, std::shared_ptr<HttpConnection> connection);

/// Connects to the first address that answers. Each has its own limit, so that a dead one does not
/// eat the time of the others.
Task<Done> connect_to_any(CallPtr call, std::shared_ptr<HttpConnection> connection,
                          std::vector<asio::ip::tcp::endpoint> addresses);

/// The addresses of a host.
Task<std::vector<asio::ip::tcp::endpoint>> look_up(CorePtr core, CallPtr call, std::string host,
                                                   std::uint16_t port);

/// Writes all of `text`, which must live until it is done. Fails as explain() says.
Task<Done> write_all(CallPtr call, std::shared_ptr<HttpConnection> connection,
                     std::string_view text);

/// Reads until the reader has a response.
Task<Done> read_response(CallPtr call, std::shared_ptr<HttpConnection> connection,
                         std::shared_ptr<ResponseReader> reader, Limit head,
                         std::chrono::milliseconds idle);

/// Sends the request of the call on a kept connection or a new one, and reads the response.
Task<HttpResponse> exchange(CorePtr core, CallPtr call);

}  // namespace detail
WMH_END_NAMESPACE
