#include "http/check_head.hpp"

#include "http/grammar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace wmh::server {
namespace {

using Outcome = std::optional<Refusal>;
constexpr std::size_t most_headers = 128;

Refusal refuse(int status, std::string why) {
  Refusal refusal;
  refusal.status = status;
  refusal.why = std::move(why);
  return refusal;
}

Refusal malformed(std::string why) {
  return refuse(400, std::move(why));
}

/// Takes a line and its end off the text, which has whole lines only.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find("\r\n");
  const auto line = text.substr(0, end);
  text.remove_prefix(line.size() + (end == std::string_view::npos ? 0 : 2));
  return line;
}

Outcome read_version(std::string_view version, Framing& framing) {
  constexpr std::string_view shape = "HTTP/1.1";
  const auto is_digit = [](char c) {
    return c >= '0' && c <= '9';
  };
  if (version.size() != shape.size() || !version.starts_with("HTTP/") || !is_digit(version[5]) ||
      version[6] != '.' || !is_digit(version[7]))
    return malformed("the request line does not end with a version of HTTP");
  if (version != "HTTP/1.0" && version != "HTTP/1.1")
    return refuse(505, fmt::format("{} is not spoken here; use HTTP/1.1", version));
  framing.http_1_1 = version == "HTTP/1.1";
  return {};
}

bool is_target(std::string_view target) {
  return !target.empty() &&
         std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; }) &&
         target.find('#') == std::string_view::npos;
}

bool is_authority(std::string_view text) {
  constexpr std::string_view marks = "-._~!$&'()*+;=:%[]";
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
  });
}

/// The length of "http://" or "https://" at the front of a target.
std::size_t scheme_size(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (same_ignoring_case(target.substr(0, scheme.size()), scheme)) return scheme.size();
  return 0;
}

void split_query(std::string_view target, RequestHead& head) {
  const auto mark = target.find('?');
  head.path = target.substr(0, mark);
  if (mark != std::string_view::npos) head.query = target.substr(mark + 1);
}

/// Fills path and query; `authority` is set if the target names one.
Outcome read_target(std::string_view target, RequestHead& head,
                    std::optional<std::string_view>& authority) {
  if (head.method == "CONNECT") return refuse(501, "this server is no proxy: CONNECT is refused");
  if (!is_target(target)) return malformed("the target has a character that must be encoded");
  if (target.front() == '/') return split_query(target, head), Outcome();
  if (target == "*" && head.method == "OPTIONS") return head.path = "*", Outcome();
  const auto scheme = scheme_size(target);
  if (scheme == 0) return malformed("the target must begin with a slash");
  target.remove_prefix(scheme);
  authority = target.substr(0, target.find_first_of("/?"));
  if (authority->empty() || !is_authority(*authority))
    return malformed("the target names no host this server can read");
  target.remove_prefix(authority->size());
  split_query(target, head);
  if (head.path.empty()) head.path = head.method == "OPTIONS" && target.empty() ? "*" : "/";
  return {};
}

Outcome read_request_line(std::string_view line, CheckedHead& result,
                          std::optional<std::string_view>& authority) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || !is_token(line.substr(0, first)))
    return malformed("the request line is not a method, a target and a version");
  result.head.method = line.substr(0, first);
  if (auto bad = read_version(line.substr(last + 1), result.framing)) return bad;
  return read_target(line.substr(first + 1, last - first - 1), result.head, authority);
}

Outcome read_headers(std::string_view text, Headers& headers) {
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    const auto field = read_field_line(line);
    if (!field)
      return malformed(line.front() == ' ' || line.front() == '\t'
                           ? "a header is continued on a second line"
                           : "a header is not a name, a colon and a plain value");
    if (headers.size() == most_headers)
      return refuse(431, fmt::format("there are more than {} headers", most_headers));
    headers.emplace_back(field->name, field->value);
  }
  return {};
}

/// What the headers that decide over the message say, each with how often it is there.
struct Deciding {
  int hosts = 0;
  int lengths = 0;
  int codings = 0;
  std::string* host = nullptr;
  std::string_view length{};
  std::string_view coding{};
  std::string_view expect{};
};

Deciding find_deciding(Headers& headers) {
  Deciding found;
  for (auto& [name, value] : headers) {
    if (same_ignoring_case(name, "Host")) ++found.hosts, found.host = &value;
    if (same_ignoring_case(name, "Content-Length")) ++found.lengths, found.length = value;
    if (same_ignoring_case(name, "Transfer-Encoding")) ++found.codings, found.coding = value;
    if (same_ignoring_case(name, "Expect")) found.expect = value;
  }
  return found;
}

Outcome read_connection(const Headers& headers, Framing& framing) {
  bool closes = false;
  framing.keep_alive = framing.http_1_1;
  for (const auto& [name, value] : headers) {
    if (!same_ignoring_case(name, "Connection")) continue;
    for (std::string_view list = value; !list.empty();) {
      const auto option = next_member(list);
      if (!option.empty() && !is_token(option))
        return malformed("Connection is not a list of names");
      closes = closes || same_ignoring_case(option, "close");
      framing.keep_alive = framing.keep_alive || same_ignoring_case(option, "keep-alive");
    }
  }
  framing.keep_alive = framing.keep_alive && !closes;
  return {};
}

Outcome read_length(const Deciding& found, Framing& framing) {
  if (found.lengths == 0) return {};
  if (found.lengths > 1) return malformed("there is more than one Content-Length");
  const char* end = found.length.data() + found.length.size();
  const auto read = std::from_chars(found.length.data(), end, framing.length);
  if (read.ec != std::errc() || read.ptr != end)
    return malformed("Content-Length is not a number of bytes");
  return {};
}

Outcome read_coding(const Deciding& found, Framing& framing) {
  if (found.codings == 0) return {};
  if (found.lengths > 0) return malformed("there is a Content-Length beside a Transfer-Encoding");
  if (found.codings > 1) return malformed("there is more than one Transfer-Encoding");
  if (!framing.http_1_1) return malformed("HTTP/1.0 has no Transfer-Encoding");
  framing.chunked = same_ignoring_case(found.coding, "chunked");
  if (framing.chunked) return {};
  std::string_view list = found.coding;
  int chunked = 0;
  std::string_view last;
  while (!list.empty())
    chunked += same_ignoring_case(last = next_member(list), "chunked");
  if (chunked != 1 || !same_ignoring_case(last, "chunked"))
    return malformed("Transfer-Encoding does not end with one chunked");
  return refuse(501, "no transfer coding but chunked is understood");
}

Outcome check_host(const Deciding& found, const Framing& framing) {
  if (found.hosts > 1) return malformed("there is more than one Host");
  if (found.hosts == 0 && framing.http_1_1) return malformed("Host is missing");
  if (found.host && !is_authority(*found.host)) return malformed("Host is not a name and a port");
  return {};
}

Outcome read_expect(const Deciding& found, Framing& framing) {
  if (found.expect.empty()) return {};
  if (!same_ignoring_case(found.expect, "100-continue"))
    return refuse(417, "nothing but 100-continue can be expected");
  framing.expects_continue = framing.http_1_1;
  return {};
}

Outcome read(std::string_view text, CheckedHead& result) {
  std::optional<std::string_view> authority;
  if (auto bad = read_request_line(take_line(text), result, authority)) return bad;
  if (auto bad = read_headers(text, result.head.headers)) return bad;
  const Deciding found = find_deciding(result.head.headers);
  if (auto bad = check_host(found, result.framing)) return bad;
  if (auto bad = read_coding(found, result.framing)) return bad;
  if (auto bad = read_length(found, result.framing)) return bad;
  if (auto bad = read_connection(result.head.headers, result.framing)) return bad;
  if (auto bad = read_expect(found, result.framing)) return bad;
  // RFC 9112, 3.2.2: the host of an absolute target takes the place of the header's.
  if (authority && found.host) *found.host = *authority;
  if (authority && !found.host) result.head.headers.emplace_back("Host", *authority);
  return {};
}

}  // namespace

CheckedHead check_head(std::string_view text) {
  CheckedHead result;
  result.refusal = read(text, result);
  return result;
}

HeadEnd find_head_end(std::string_view bytes, std::size_t seen) noexcept {
  HeadEnd end;
  if (seen == 0 && !bytes.empty()) end.broken = !is_token_character(bytes.front());
  while (!end.broken) {
    const auto feed = bytes.find('\n', seen);
    if (feed == std::string_view::npos) break;
    end.broken = feed == 0 || bytes[feed - 1] != '\r';
    if (feed >= 3 && bytes[feed - 2] == '\n') {
      end.size = feed + 1;
      break;
    }
    seen = feed + 1;
  }
  end.seen = bytes.size();
  return end;
}

}  // namespace wmh::server
