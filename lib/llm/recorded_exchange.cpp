#include "llm/recorded_exchange.hpp"

#include "llm/without_credentials.hpp"
#include "net/base64.hpp"
#include "providers/digest.hpp"
#include "providers/wire_json.hpp"

#include <fmt/format.h>

#include <simdjson.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

json::array headers_json(const HttpHeaders& headers) {
  json::array out;
  for (const HttpHeader& header : headers)
    out.push_back({{"name", header.name}, {"value", header.value}});
  return out;
}

HttpHeaders headers_of(const json::value* value) {
  HttpHeaders headers;
  for (const json::value& each : elements(value))
    headers.push_back({std::string(text_of(member(&each, "name"))),
                       std::string(text_of(member(&each, "value")))});
  return headers;
}

void put_body(json::object& out, std::string_view body) {
  if (simdjson::validate_utf8(body.data(), body.size()))
    out["body"] = body;
  else
    out["body_base64"] = to_base64(body);
}

Result<std::string> body_of(const json::value* value) {
  if (const json::value* coded = member(value, "body_base64")) return base64_decode(text_of(coded));
  return std::string(text_of(member(value, "body")));
}

Error unreadable(std::string_view what) {
  return Error(errc::corrupt_artifact,
               fmt::format("no record of a call: {}; record it again", what));
}

json::object response_json(const HttpResponse& response) {
  json::object out{{"status", response.status}, {"headers", headers_json(response.headers)}};
  put_body(out, response.body);
  return out;
}

Result<HttpResponse> response_of(const json::value* value) {
  auto body = body_of(value);
  const auto status = count_of(member(value, "status"));
  if (!status || !body) return unreadable("its response has no status or a body in bad base64");
  return HttpResponse{static_cast<int>(*status), headers_of(member(value, "headers")),
                      std::move(*body)};
}

Result<HttpRequest> request_of(const json::value* value) {
  HttpRequest request;
  request.method = text_of(member(value, "method"));
  request.url = text_of(member(value, "url"));
  request.headers = headers_of(member(value, "headers"));
  auto body = body_of(value);
  if (request.url.empty() || !body) return unreadable("its request has no URL or no body");
  request.body = std::move(*body);
  return request;
}

}  // namespace

std::string record_name(const HttpRequest& request, std::size_t earlier) {
  const std::string whole = fmt::format("{}\n{}\n{}", request.method,
                                        url_without_credentials(request.url), request.body.view());
  constexpr std::size_t half = 16;  // of the digest: enough to tell requests apart
  return fmt::format("{}-{}.json", to_hex(sha256(whole).substr(0, half)), earlier);
}

json::object to_json(const RecordedExchange& exchange) {
  const HttpRequest& request = exchange.request;
  json::object asked{
      {"method", request.method}, {"url", request.url}, {"headers", headers_json(request.headers)}};
  put_body(asked, request.body);
  json::object out{{"request", std::move(asked)}};
  if (exchange.response) {
    out["response"] = response_json(*exchange.response);
  } else {
    const Error& error = exchange.response.error();
    out["error"] = {{"code", error.code().value()}, {"message", error.message()}};
  }
  out["attempts"] = exchange.attempts;
  out["seconds"] = exchange.seconds;
  return out;
}

Result<RecordedExchange> recorded_exchange_from_json(const json::value& value) {
  auto request = request_of(member(&value, "request"));
  if (!request) return std::move(request).error();
  RecordedExchange exchange{.request = std::move(*request)};
  if (const json::value* response = member(&value, "response")) {
    exchange.response = response_of(response);
    if (!exchange.response) return exchange.response.error();
  } else {
    const auto code = count_of(member(&value, "error", "code"));
    if (!code) return unreadable("it has neither a response nor an error");
    exchange.response =
        Error(static_cast<errc>(*code), std::string(text_of(member(&value, "error", "message"))));
  }
  exchange.attempts = static_cast<int>(count_or_zero(member(&value, "attempts")));
  const json::value* seconds = member(&value, "seconds");
  if (seconds && seconds->is_number()) exchange.seconds = seconds->to_number<double>();
  return exchange;
}

}  // namespace detail
WMH_END_NAMESPACE
