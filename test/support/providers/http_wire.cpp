#include "support/providers/http_wire.hpp"

#include "providers/headers.hpp"

#include <fmt/format.h>

#include <charconv>

namespace wmh::testing {
namespace {

using detail::HttpHeader;
using detail::HttpRequest;

constexpr std::string_view line_end = "\r\n";

std::string_view take_line(std::string_view& text) {
  const auto end = text.find(line_end);
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + line_end.size());
  return line;
}

/// "POST /path HTTP/1.1"
bool read_request_line(std::string_view line, HttpRequest& request) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || line.substr(last) != " HTTP/1.1")
    return false;
  request.method = line.substr(0, first);
  request.url += line.substr(first + 1, last - first - 1);
  return line[first + 1] == '/' && request.url.find(' ') == std::string::npos;
}

/// "Name: value", as our client writes it.
bool read_header(std::string_view line, HttpRequest& request) {
  const auto colon = line.find(": ");
  if (colon == std::string_view::npos || colon == 0) return false;
  request.headers.push_back(
      {std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
  return true;
}

std::optional<std::size_t> take_length(HttpRequest& request) {
  std::optional<std::size_t> length;
  for (const HttpHeader& each : request.headers) {
    if (detail::find_header({each}, "content-length") == nullptr) continue;
    std::size_t number = 0;
    const char* last = each.value.data() + each.value.size();
    const auto [end, failed] = std::from_chars(each.value.data(), last, number);
    if (length || failed != std::errc() || end != last) return std::nullopt;
    length = number;
  }
  detail::remove_header(request.headers, "content-length");
  return length;
}

/// All of them, for two are one too many.
std::string take_hosts(HttpRequest& request) {
  std::string hosts;
  for (const HttpHeader& each : request.headers)
    if (detail::find_header({each}, "host") != nullptr) hosts += each.value;
  detail::remove_header(request.headers, "host");
  return hosts;
}

WireRequest hopeless(std::string& bytes, std::string problem) {
  bytes.clear();
  return {{}, std::move(problem), true};
}

}  // namespace

std::optional<WireRequest> take_request(std::string& bytes, const std::string& origin) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return std::nullopt;
  std::string_view head(bytes.data(), end + line_end.size());
  WireRequest wire;
  wire.request.url = origin;
  if (!read_request_line(take_line(head), wire.request))
    return hopeless(bytes, "the first line is no request");
  while (!head.empty())
    if (!read_header(take_line(head), wire.request))
      return hopeless(bytes, "a header is not \"Name: value\"");
  const auto length = take_length(wire.request);
  if (!length) return hopeless(bytes, "header content-length is not there once, with a number");
  const std::size_t begin = end + 2 * line_end.size();
  if (bytes.size() < begin + *length) return std::nullopt;
  wire.request.body = bytes.substr(begin, *length);
  bytes.erase(0, begin + *length);
  if (!origin.ends_with("://" + take_hosts(wire.request)))
    wire.problem = "header host does not name the server";
  return wire;
}

std::string wire_text(const detail::HttpResponse& response) {
  std::string text = fmt::format("HTTP/1.1 {} x\r\n", response.status);
  for (const HttpHeader& each : response.headers)
    text += fmt::format("{}: {}\r\n", each.name, each.value);
  text += fmt::format("Content-Length: {}\r\n\r\n", response.body.size());
  return text += response.body;
}

}  // namespace wmh::testing
