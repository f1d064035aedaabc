#pragma once

#include <wmh/async.hpp>

#include "net/http_failure.hpp"
#include "net/http_message.hpp"
#include "net/idle_pool.hpp"
#include "net/proxy.hpp"
#include "net/response_reader.hpp"
#include "net/retry_advice.hpp"
#include "net/sse.hpp"
#include "net/tls.hpp"
#include "net/wait_event.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <functional>
#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How long each part of a call may take.
struct HttpTimeouts {
  std::chrono::milliseconds turn{600'000};        ///< Until fewer calls of its key are under way.
  std::chrono::milliseconds lookup{5'000};        ///< Of the host's name.
  std::chrono::milliseconds connect{5'000};       ///< For each address of the host.
  std::chrono::milliseconds connect_all{15'000};  ///< For all of them.
  std::chrono::milliseconds proxy{10'000};        ///< Until the proxy has a tunnel.
  std::chrono::milliseconds tls{10'000};          ///< The handshake.
  std::chrono::milliseconds write{30'000};        ///< Without any progress.
  std::chrono::milliseconds first_byte{600'000};  ///< From the request to the answer's head, whole.
  std::chrono::milliseconds idle{120'000};        ///< Between any two bytes of the body.
  std::chrono::milliseconds total{600'000};       ///< All of these after the turn; 0: no limit.

  /// For answers that are streamed: the head within five minutes, the body as long as it flows.
  static HttpTimeouts streaming();
};

/// Looks up the addresses of a host; the handler is called once, on the client's executor.
using NameLookup = std::function<void(
    const std::string& host, std::uint16_t port,
    std::function<void(boost::system::error_code, std::vector<asio::ip::tcp::endpoint>)>)>;

struct HttpClientOptions {
  TlsSettings tls{};
  ProxySettings proxy{};
  ResponseBounds bounds{};
  IdleBounds idle{};
  std::size_t calls_per_key = 16;  ///< Under way at once; more wait in order.
  NameLookup name_lookup{};        ///< Empty: the system's.
};

/// What belongs to one call and not to its request.
class CallOptions {
 public:
  CallOptions() = default;
  explicit CallOptions(HttpTimeouts limits) : timeouts(limits) {}

  HttpTimeouts timeouts{};
  /// Calls with one key share a bound and a pause. Empty: the origin. No secret: it is kept.
  std::string rate_key{};
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  WaitObserver observer{};
  /// Reads each answer once, before the call gives its turn back, so that no waiting call slips
  /// through a pause. Empty: no advice.
  std::function<RetryAdvice(const HttpResponse&)> advise{};
  /// Called with the request before each attempt: signatures hold for some minutes only.
  std::function<void(HttpRequest&)> sign{};
};

/// What became of a call: a response of any status but a redirect, or an error. Errors name the
/// origin; they never hold the path, a header or a body.
struct HttpOutcome {
  Result<HttpResponse> response{};
  std::optional<Reason> reason{};  ///< Of the error.
  Phase phase = Phase::prepare;    ///< How far it got.
  bool delivered = false;          ///< The caller's sink has seen some of it: no way back.
  int attempts = 1;                ///< How often it was made; a replay on a fresh connection is no
                                   ///< attempt of its own.
  RetryAdvice advice{};            ///< Of the response.
};

/// Takes the events of a stream as they come; an Error ends the call with that Error.
using EventSink = std::function<Result<Done>(SseEvent)>;

struct ClientCore;

/// Speaks HTTP/1.1 over kept connections. All I/O runs on a strand of the executor that it was made
/// with, and so do sinks and observers; the calls may be made from any thread and any executor.
/// When the client is destroyed its calls end as cancelled; the executor's context must outlive
/// that. A name lookup cannot be stopped: the context stays busy until the system gives it up.
class HttpClient {
 public:
  /// Fails when there is no certificate to trust.
  static Result<std::shared_ptr<HttpClient>> make(asio::any_io_executor executor,
                                                  HttpClientOptions options);
  explicit HttpClient(std::shared_ptr<ClientCore> core) : core_(std::move(core)) {}
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends once and reads the whole answer. Redirects are not followed: they are an error.
  asio::awaitable<HttpOutcome> send(HttpRequest request, CallOptions options);

  /// The same, but hands the body of a 2xx answer over as it comes. While the sink has not returned
  /// nothing more is read.
  asio::awaitable<HttpOutcome> stream(HttpRequest request, CallOptions options, ByteSink sink);

  /// The same, for server-sent events.
  asio::awaitable<HttpOutcome> stream_events(HttpRequest request, CallOptions options,
                                             EventSink sink);

  /// Holds back all calls of a key for some time.
  void pause(std::string rate_key, std::chrono::milliseconds duration);

  asio::any_io_executor executor() const;

 private:
  std::shared_ptr<ClientCore> core_;
};

}  // namespace detail
WMH_END_NAMESPACE
