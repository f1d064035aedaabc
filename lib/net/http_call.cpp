#include "net/http_call.hpp"

#include "net/request_text.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

struct TimeoutWords {
  std::string_view what;
  std::string_view advice;
};

TimeoutWords words_of(Reason reason) noexcept {
  switch (reason) {
    case Reason::name_unanswered:
      return {"its name was not looked up", "check the name servers"};
    case Reason::connect_timeout:
      return {"no connection", "check the network, the address and a proxy"};
    case Reason::write_timeout:
      return {"it took no byte of the request", "try again later"};
    case Reason::first_byte_timeout:
      return {"no answer began", "raise the limit of the first byte, or stream the answer"};
    case Reason::idle_timeout:
      return {"the answer stood still", "try again, or raise the limit of silence"};
    default:
      return {"the call did not end", "raise the limit of the whole call"};
  }
}

/// Until there is a tunnel, the other side is the proxy.
std::string other_side(const HttpCall& call) {
  const bool at_proxy = call.phase == Phase::connect || call.phase == Phase::proxy;
  if (!call.route.proxy || !at_proxy) return call.route.origin;
  return fmt::format("{} (for {})", describe(*call.route.proxy), call.route.origin);
}

std::string_view situation(Phase phase) noexcept {
  switch (phase) {
    case Phase::proxy:
      return "while asking for a tunnel";
    case Phase::tls:
      return "in the TLS handshake";
    case Phase::sent_nothing:
    case Phase::sent_part:
      return "before the whole request was sent";
    case Phase::sent_all:
      return "after the request was sent, before an answer";
    case Phase::reading:
      return "in the middle of the answer";
    default:
      return "while connecting";
  }
}

Reason reason_of_loss(Phase phase, const boost::system::error_code& error) noexcept {
  if (phase == Phase::connect) return Reason::unreachable;
  if (phase == Phase::proxy) return Reason::proxy_refused;
  if (!is_disconnect(error)) return Reason::protocol;
  return phase == Phase::reading ? Reason::truncated : Reason::lost;
}

}  // namespace

Result<Route> plan_route(const HttpRequest& request, const ProxySettings& proxies,
                         const std::string& rate_key) {
  auto url = parse_url(request.url);
  if (!url) return std::move(url).error();
  if (auto fine = check_request(request); !fine) return std::move(fine).error();
  auto proxy = proxy_for(*url, proxies);
  if (!proxy) return std::move(proxy).error();

  Route route;
  route.origin = origin_of(*url);
  route.pool_key = route.origin;
  if (*proxy) route.pool_key += " by " + authority_of((*proxy)->host, (*proxy)->port);
  route.rate_key = rate_key.empty() ? route.origin : rate_key;
  route.url = std::move(*url);
  route.proxy = std::move(*proxy);
  return route;
}

Limit limit_of(const HttpCall& call, std::chrono::milliseconds given, Reason reason) {
  Limit limit;
  limit.at = Clock::now() + given;
  limit.reason = reason;
  limit.given = given;
  if (call.deadline >= limit.at) return limit;
  limit.at = call.deadline;
  limit.reason = Reason::total_timeout;
  return limit;
}

Error cancelled_call(const HttpCall& call) {
  return failure(Reason::cancelled, call.route.origin + ": the call was cancelled");
}

Error explain(const HttpCall& call, const boost::system::error_code& error, const Limit& limit) {
  if (call.cancelled || error == asio::error::operation_aborted) return cancelled_call(call);
  if (!is_timeout(error))
    return failure(reason_of_loss(call.phase, error),
                   fmt::format("{}: the connection failed {}: {}", other_side(call),
                               situation(call.phase), error.message()));
  const auto [what, advice] = words_of(limit.reason);
  const double seconds = std::chrono::duration<double>(limit.given).count();
  const std::string within = limit.reason == Reason::total_timeout
                                 ? std::string("in the time given")
                                 : fmt::format("within {} s", seconds);
  return failure(limit.reason, fmt::format("{}: {} {}, {}; {}", other_side(call), what, within,
                                           situation(call.phase), advice));
}

}  // namespace detail
WMH_END_NAMESPACE
