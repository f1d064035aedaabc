#pragma once

#include <wmh/error.hpp>

#include <optional>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How far a request had got. Whether it may be sent again depends on it.
enum class Phase {
  prepare,       ///< Nothing done: the request itself was looked at.
  queue,         ///< Waiting for its turn, or for a pause of its key to end.
  connect,       ///< Looking up the name, connecting.
  proxy,         ///< Asking the proxy for a tunnel.
  tls,           ///< The handshake.
  sent_nothing,  ///< Connected; no byte of the request was handed over.
  sent_part,     ///< Some of the request was, not all.
  sent_all,      ///< The whole request was; no byte of an answer has come.
  reading        ///< Some of the answer has come.
};
std::string_view to_string(Phase phase) noexcept;

/// What went wrong with a request, finer than errc.
enum class Reason {
  invalid_request = 1,  ///< It can never be sent: a bad URL, header or proxy setting.
  queue_timeout,        ///< Its turn did not come in time.
  paused,               ///< Its key is told to slow down for longer than the call may take.
  name_unknown,         ///< There is no such host.
  name_unanswered,      ///< The name servers did not answer, or too late.
  unreachable,          ///< No address of the host took the connection.
  connect_timeout,      ///< Connecting or the handshake took too long.
  proxy_refused,        ///< The proxy answered, but with no tunnel.
  proxy_credentials,    ///< The proxy wants a user name and a password (407).
  tls,                  ///< The handshake failed; most often the certificate is not trusted.
  write_timeout,        ///< The other side stopped taking the request.
  first_byte_timeout,   ///< No answer began in time.
  idle_timeout,         ///< The answer stopped midway.
  total_timeout,        ///< The call as a whole took too long.
  lost,                 ///< The connection broke before any byte of an answer.
  truncated,            ///< The answer ended before it was whole.
  protocol,             ///< The answer is no HTTP/1.1.
  header_limit,         ///< Its head is longer than we allow.
  body_limit,           ///< Its body is longer than we allow.
  decode,               ///< Its content coding is unknown or broken.
  redirect,             ///< The answer points elsewhere; we do not follow.
  stopped,              ///< The caller's own sink said no.
  cancelled             ///< By the caller, or because the client went away.
};

/// The code a caller of the library sees.
errc to_errc(Reason reason) noexcept;

/// An Error whose code is a Reason. Inside net only: http_client translates it on the way out.
Error failure(Reason reason, std::string message);

/// The reason of an Error that failure() made; empty for any other.
std::optional<Reason> reason_of(const Error& error) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
