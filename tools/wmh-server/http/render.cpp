#include "http/render.hpp"

#include "http/grammar.hpp"

#include <boost/beast/http/status.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace wmh::server {
namespace {

constexpr std::array own_headers = std::to_array<std::string_view>(
    {"Connection", "Content-Length", "Content-Type", "Date", "Keep-Alive", "Transfer-Encoding"});

bool may_be_sent(const std::string& name, const std::string& value) {
  return is_token(name) && is_field_text(value) &&
         std::none_of(own_headers.begin(), own_headers.end(),
                      [&](std::string_view own) { return same_ignoring_case(own, name); });
}

void append_header(std::string_view name, std::string_view value, std::string& out) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_status(int status, std::string& out) {
  namespace http = boost::beast::http;
  const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", status,
                 std::string_view(reason.data(), reason.size()));
}

void append_connection(const AnswerFraming& framing, std::string& out) {
  if (framing.http_1_1 && !framing.keep_alive) out += "Connection: close\r\n";
  if (!framing.http_1_1 && framing.keep_alive) out += "Connection: keep-alive\r\n";
}

}  // namespace

bool may_have_body(int status) noexcept {
  return status != 204 && status != 304;
}

void render_head(const Response& response, const AnswerFraming& framing, std::string& out) {
  const bool speakable = response.status >= 200 && response.status <= 599;
  const int status = speakable ? response.status : 500;
  append_status(status, out);
  append_header("Date", framing.date, out);
  if (may_have_body(status) && !response.content_type.empty() &&
      is_field_text(response.content_type))
    append_header("Content-Type", response.content_type, out);
  for (const auto& [name, value] : response.headers)
    if (may_be_sent(name, value)) append_header(name, value, out);
  append_connection(framing, out);
  if (!may_have_body(status)) {
    out += "\r\n";
  } else if (response.events) {
    out += framing.http_1_1 ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n";
  } else {
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n\r\n", response.body.size());
  }
}

void render_chunk(std::string_view bytes, std::string& out) {
  fmt::format_to(std::back_inserter(out), "{:x}\r\n", bytes.size());
  out.append(bytes).append("\r\n");
}

std::string_view DateText::now() {
  const std::time_t second = std::time(nullptr);
  if (second != second_ || text_.empty()) {
    second_ = second;
    text_ = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(second));
  }
  return text_;
}

}  // namespace wmh::server
