#include "net/http_call.hpp"
#include "net/request_text.hpp"

#include <boost/beast/core/error.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using ConnectionPtr = std::shared_ptr<HttpConnection>;
using ReaderPtr = std::shared_ptr<ResponseReader>;

constexpr std::size_t copied_with_head = 16 * 1024;

bool is_redirect(int status) noexcept {
  constexpr std::array known = {301, 302, 303, 307, 308};
  return std::find(known.begin(), known.end(), status) != known.end();
}

/// A redirect would carry the credentials of one host to another.
Error redirected(const HttpCall& call, const HttpResponse& response) {
  const std::string* location = find_header(response.headers, "Location");
  const auto target = parse_url(location ? *location : std::string());
  return failure(Reason::redirect,
                 fmt::format("{} answered {}, which points to {}; redirects are not followed: "
                             "give the final URL",
                             call.route.origin, response.status,
                             target ? origin_of(*target) : "another path"));
}

/// The sink of a stream, which remembers that the caller has seen something.
ByteSink delivering(CallPtr call) {
  return [call = std::move(call)](std::string_view bytes) -> Result<Done> {
    if (call->cancelled) return cancelled_call(*call);
    call->delivered = true;
    return call->sink(bytes);
  };
}

/// The other side may answer a long request before its end, and close: then its answer counts more
/// than the failed write.
Task<Done> read_what_came_early(CallPtr call, ConnectionPtr connection, ReaderPtr reader,
                                Error failed_write) {
  if (reason_of(failed_write) != Reason::lost) co_return failed_write;
  constexpr std::chrono::milliseconds short_time{1000};
  const Phase phase = call->phase;
  const Limit limit = limit_of(*call, short_time, Reason::first_byte_timeout);
  const auto read = co_await read_response(call, connection, reader, limit, short_time);
  if (read || call->delivered) co_return read;
  call->phase = phase;
  co_return failed_write;
}

/// The head goes out with the front of the body, since a packet or a TLS record of its own would
/// cost more than the copy.
Task<Done> write_request(CallPtr call, ConnectionPtr connection) {
  call->phase = Phase::sent_nothing;
  const std::string_view body = call->request.body;
  const std::string_view front = body.substr(0, copied_with_head);
  auto begin = request_head(call->request, call->route.url, call->route.proxy);
  begin += front;
  auto sent = co_await write_all(call, connection, begin);
  if (!sent || front.size() == body.size()) co_return sent;
  co_return co_await write_all(call, connection, body.substr(front.size()));
}

Task<Done> round_trip(CallPtr call, ConnectionPtr connection, ReaderPtr reader) {
  auto sent = co_await write_request(call, connection);
  if (!sent) {
    auto failed = std::move(sent).error();
    auto early = co_await read_what_came_early(call, connection, reader, std::move(failed));
    co_return early;
  }
  call->phase = Phase::sent_all;
  const auto& timeouts = call->options.timeouts;
  const Limit head = limit_of(*call, timeouts.first_byte, Reason::first_byte_timeout);
  const auto idle = timeouts.idle;
  auto read = co_await read_response(call, connection, reader, head, idle);
  co_return read;
}

/// Nobody has seen the request when a kept connection turns out to be closed already.
bool was_stale(const HttpCall& call, const Error& error) {
  return call.reused && reason_of(error) == Reason::lost && call.phase <= Phase::sent_all;
}

ConnectionPtr take_idle(ClientCore& core, const HttpCall& call) {
  while (auto kept = core.idle.take(call.route.pool_key, Clock::now()))
    if ((*kept)->is_quiet()) return std::move(*kept);
  return nullptr;
}

Task<HttpResponse> exchange_on(CorePtr core, CallPtr call, ConnectionPtr connection) {
  const bool streamed = call->body == ResponseReader::Body::streamed;
  auto sink = streamed ? delivering(call) : ByteSink();
  const auto bounds = core->options.bounds;
  const auto reader = std::make_shared<ResponseReader>(bounds, call->body, std::move(sink));
  auto made = co_await round_trip(call, connection, reader);
  if (!made) co_return std::move(made).error();
  if (reader->keep_alive() && !core->closed)
    core->idle.put(call->route.pool_key, connection, connection->born(), Clock::now());
  if (is_redirect(reader->response().status)) co_return redirected(*call, reader->response());
  co_return std::move(reader->response());
}

}  // namespace

Task<Done> write_all(CallPtr call, ConnectionPtr connection, std::string_view text) {
  std::size_t written = 0;
  while (written < text.size()) {
    const Limit limit = limit_of(*call, call->options.timeouts.write, Reason::write_timeout);
    const auto rest = asio::const_buffer(text.data() + written, text.size() - written);
    const IoResult result = co_await connection->write_some(rest, limit.at);
    written += result.bytes;
    if (written > 0 && call->phase == Phase::sent_nothing) call->phase = Phase::sent_part;
    if (result.error || call->cancelled) co_return explain(*call, result.error, limit);
  }
  co_return Done{};
}

Task<Done> read_response(CallPtr call, ConnectionPtr connection, ReaderPtr reader, Limit head,
                         std::chrono::milliseconds idle) {
  bool begun = false;
  while (!reader->done()) {
    Limit limit = limit_of(*call, idle, Reason::idle_timeout);
    if (!reader->has_head()) limit = head;
    const IoResult result = co_await connection->read_some(limit.at);
    if (call->cancelled) co_return cancelled_call(*call);
    begun = begun || result.bytes > 0;
    if (begun && call->phase != Phase::proxy) call->phase = Phase::reading;
    auto fed = reader->feed(connection->received());
    const bool ended = begun && is_disconnect(result.error);
    if (fed && ended) fed = reader->end(!is_cut(result.error));
    if (!fed) co_return std::move(fed).error().in(call->route.origin);
    if (result.error && !ended) co_return explain(*call, result.error, limit);
  }
  co_return Done{};
}

Task<HttpResponse> exchange(CorePtr core, CallPtr call) {
  if (auto kept = take_idle(*core, *call)) {
    call->reused = true;
    auto response = co_await exchange_on(core, call, std::move(kept));
    if (response || !was_stale(*call, response.error())) co_return response;
    core->idle.drop(call->route.pool_key);
    call->reused = false;
  }
  auto opened = co_await open_connection(core, call);
  if (!opened) co_return std::move(opened).error();
  auto fresh = std::move(*opened);
  auto response = co_await exchange_on(core, call, std::move(fresh));
  co_return response;
}

}  // namespace detail
WMH_END_NAMESPACE
