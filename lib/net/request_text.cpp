#include "net/request_text.hpp"

#include "net/http_failure.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::array own_headers = std::to_array<std::string_view>(
    {"host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer",
     "upgrade", "expect", "proxy-authorization", "proxy-connection"});

bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  const auto fits = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

bool is_header_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

Error refused(std::string message) {
  return failure(Reason::invalid_request, std::move(message));
}

Result<Done> check_header(const HttpHeader& header) {
  // A name may be a secret in the wrong place: it is shown only when it is a plain token.
  if (!is_token(header.name))
    return refused("a header has a name that cannot be sent; use letters, digits and '-'");
  if (!is_header_value(header.value))
    return refused(
        fmt::format("header {} has a line feed or another control character in its "
                    "value; remove it",
                    header.name));
  for (const std::string_view own : own_headers)
    if (same_ignoring_case(own, header.name))
      return refused(fmt::format("header {} is written by the client; leave it out", header.name));
  return Done{};
}

}  // namespace

Result<Done> check_request(const HttpRequest& request) {
  if (!is_token(request.method)) return refused("the method of a request is no HTTP method");
  for (const HttpHeader& header : request.headers) {
    if (auto fine = check_header(header); !fine) return fine;
    if (&header !=
        &*std::find_if(request.headers.begin(), request.headers.end(), [&](const HttpHeader& each) {
          return same_ignoring_case(each.name, header.name);
        }))
      return refused(fmt::format("header {} is there twice; send it once", header.name));
  }
  return Done{};
}

std::string request_head(const HttpRequest& request, const Url& url,
                         const std::optional<Proxy>& proxy) {
  const bool through_proxy = proxy && !url.tls;
  std::string head =
      fmt::format("{} {}{} HTTP/1.1\r\nHost: {}\r\n", request.method,
                  through_proxy ? origin_of(url) : "", url.target, host_and_port(url));
  if (through_proxy && !proxy->authorization.empty())
    head += fmt::format("Proxy-Authorization: {}\r\n", proxy->authorization);
  for (const HttpHeader& header : request.headers)
    head += fmt::format("{}: {}\r\n", header.name, header.value);
  if (!find_header(request.headers, "User-Agent"))
    head += fmt::format("User-Agent: wmh/{}.{}.{}\r\n", WMH_VERSION_MAJOR, WMH_VERSION_MINOR,
                        WMH_VERSION_PATCH);
  if (!find_header(request.headers, "Accept-Encoding"))
    head += "Accept-Encoding: gzip, deflate\r\n";
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT")
    head += fmt::format("Content-Length: {}\r\n", request.body.size());
  return head + "\r\n";
}

std::string tunnel_request(const Url& url, const Proxy& proxy) {
  const std::string authority = authority_of(url.host, url.port);
  std::string head = fmt::format("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n", authority);
  if (!proxy.authorization.empty())
    head += fmt::format("Proxy-Authorization: {}\r\n", proxy.authorization);
  return head + "\r\n";
}

}  // namespace detail
WMH_END_NAMESPACE
