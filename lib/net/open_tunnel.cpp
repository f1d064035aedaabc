#include "net/http_call.hpp"
#include "net/request_text.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int proxy_authentication_required = 407;

Error tunnel_refused(const HttpCall& call, int status) {
  const bool unknown_user = status == proxy_authentication_required;
  return failure(unknown_user ? Reason::proxy_credentials : Reason::proxy_refused,
                 fmt::format("{} answered {} instead of a tunnel to {}; {}",
                             describe(*call.route.proxy), status, call.route.origin,
                             unknown_user ? "put user:password@ before its host"
                                          : "ask whoever runs it, or name the host in NO_PROXY"));
}

/// The reader speaks of a response; here it is the proxy's.
Error tunnel_failed(const HttpCall& call, Error error) {
  const std::string proxy = describe(*call.route.proxy);
  if (reason_of(error) == Reason::truncated)
    return failure(Reason::proxy_refused,
                   fmt::format("{} closed the connection instead of a tunnel to {}", proxy,
                               call.route.origin));
  if (reason_of(error) == Reason::protocol) return std::move(error).in(proxy);
  return error;
}

Result<Done> check_tunnel(const HttpCall& call, ResponseReader& answer) {
  const int status = answer.response().status;
  if (status < 200 || status > 299) return tunnel_refused(call, status);
  if (answer.has_more())
    return failure(Reason::protocol, fmt::format("{} sent bytes of its own into the tunnel to {}",
                                                 describe(*call.route.proxy), call.route.origin));
  return Done{};
}

}  // namespace

Task<Done> open_tunnel(CorePtr core, CallPtr call, std::shared_ptr<HttpConnection> connection) {
  call->phase = Phase::proxy;
  const auto time = call->options.timeouts.proxy;
  const Limit limit = limit_of(*call, time, Reason::connect_timeout);
  // The answer has no body, whatever its head says.
  const auto reader =
      std::make_shared<ResponseReader>(core->options.bounds, ResponseReader::Body::absent);
  const std::string text = tunnel_request(call->route.url, *call->route.proxy);
  auto sent = co_await write_all(call, connection, text);
  if (!sent) co_return std::move(sent).error();
  auto answered = co_await read_response(call, connection, reader, limit, time);
  if (!answered) co_return tunnel_failed(*call, std::move(answered).error());
  co_return check_tunnel(*call, *reader);
}

}  // namespace detail
WMH_END_NAMESPACE
