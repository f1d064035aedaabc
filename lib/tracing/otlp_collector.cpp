#include "tracing/otlp_collector.hpp"

#include <wmh/json.hpp>

#include "net/retry_after.hpp"
#include "net/url.hpp"
#include "util/text.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using std::chrono::milliseconds;

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const bool escape = text[i] == '%' && i + 2 < text.size();
    const char* digits = text.data() + i + 1;
    if (escape && std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      out += static_cast<char>(code);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

void add_headers(HttpHeaders& headers, std::string_view list) {
  while (!list.empty()) {
    const std::string_view pair = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || trim(pair.substr(0, equals)).empty()) continue;
    std::string name(trim(pair.substr(0, equals)));
    if (find_header(headers, name)) continue;
    headers.push_back({std::move(name), percent_decoded(trim(pair.substr(equals + 1)))});
  }
}

/// `partialSuccess.rejectedSpans` of an answer; 0 without one.
std::size_t rejected_spans(const std::string& body) {
  const auto answer = parse_json(body);
  const auto* members = answer ? answer->if_object() : nullptr;
  const auto* partial = members ? members->if_contains("partialSuccess") : nullptr;
  const auto* facts = partial ? partial->if_object() : nullptr;
  const auto* count = facts ? facts->if_contains("rejectedSpans") : nullptr;
  if (!count) return 0;
  // The encoding of 64-bit numbers is a string; some write a number.
  if (count->is_int64())
    return static_cast<std::size_t>(std::max<std::int64_t>(0, count->get_int64()));
  std::size_t number = 0;
  if (const auto* text = count->if_string())
    (void)std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

asio::awaitable<void> send_into(std::shared_ptr<HttpClient> client, HttpRequest request,
                                CallOptions options,
                                std::shared_ptr<std::optional<HttpOutcome>> outcome) {
  *outcome = co_await client->send(std::move(request), std::move(options));
}

}  // namespace

Result<std::string> collector_url(const std::string& place) {
  const auto url = parse_url(place);
  if (!url) return url.error();
  if (url->target != "/") return place;
  return place + (place.ends_with('/') ? "v1/traces" : "/v1/traces");
}

HttpHeaders otlp_headers(const Environment& environment) {
  HttpHeaders headers;
  add_headers(headers, variable(environment, "OTEL_EXPORTER_OTLP_TRACES_HEADERS"));
  add_headers(headers, variable(environment, "OTEL_EXPORTER_OTLP_HEADERS"));
  return headers;
}

Result<std::unique_ptr<SpanPlace>> OtlpCollector::open(const std::string& place,
                                                       const TraceOutOptions& options) {
  auto url = collector_url(place);
  if (!url) return Error(errc::invalid_argument, std::string(url.error().message()));
  HttpRequest request;
  request.url = std::move(*url);
  request.headers = otlp_headers(options.environment);
  request.headers.push_back({"Content-Type", "application/json"});
  std::unique_ptr<OtlpCollector> collector(
      new OtlpCollector(std::move(request), options.request_timeout));
  HttpClientOptions with;
  with.tls = tls_settings(options.environment);
  with.proxy = proxy_settings(options.environment);
  auto client = HttpClient::make(collector->context_.get_executor(), std::move(with));
  if (!client) return std::move(client).error();
  collector->client_ = std::move(*client);
  return std::unique_ptr<SpanPlace>(std::move(collector));
}

OtlpCollector::~OtlpCollector() {
  // Calls under way end as cancelled, for which the context must run.
  client_.reset();
  context_.restart();
  context_.run_for(milliseconds(100));
}

Delivery OtlpCollector::write(const SpanQueue::Batch& batch, const Deadline& deadline) {
  HttpRequest request = request_;
  std::string body(otlp_head());
  for (const EncodedStep& step : batch) {
    if (&step != &batch.front()) body += ',';
    body += step.text;
  }
  body += otlp_tail();
  request.body = std::move(body);
  const std::string origin = origin_of(parse_url(request_.url).value());
  const auto outcome = send(std::move(request), deadline);
  if (outcome) return delivery_of(*outcome, origin, batch.size());
  Delivery delivery;
  delivery.failure = Error(errc::timed_out, origin + " did not take spans before the end");
  return delivery;
}

/// nullopt when the deadline came first.
std::optional<HttpOutcome> OtlpCollector::send(HttpRequest request, const Deadline& deadline) {
  CallOptions options;
  options.timeouts.total = timeout_;
  options.timeouts.first_byte = timeout_;
  const auto outcome = std::make_shared<std::optional<HttpOutcome>>();
  asio::co_spawn(context_, send_into(client_, std::move(request), std::move(options), outcome),
                 asio::detached);
  context_.restart();
  constexpr milliseconds look_up{20};
  while (!*outcome && std::chrono::steady_clock::now() < deadline())
    context_.run_one_for(look_up);
  return std::move(*outcome);
}

Delivery delivery_of(const HttpOutcome& outcome, const std::string& origin, std::size_t steps) {
  Delivery delivery;
  if (!outcome.response) {
    delivery.failure = outcome.response.error();
    delivery.may_pass =
        outcome.reason != Reason::invalid_request && outcome.reason != Reason::redirect;
    return delivery;
  }
  const HttpResponse& response = *outcome.response;
  if (response.status >= 200 && response.status < 300) {
    delivery.steps = steps;
    delivery.rejected = rejected_spans(response.body);
    return delivery;
  }
  constexpr int passing[] = {429, 502, 503, 504};
  delivery.may_pass =
      std::find(std::begin(passing), std::end(passing), response.status) != std::end(passing);
  delivery.failure =
      Error(errc::io, fmt::format("{} answered {} to spans", origin, response.status));
  delivery.wait = asked_wait(response.headers, std::chrono::system_clock::now());
  return delivery;
}

}  // namespace detail
WMH_END_NAMESPACE
