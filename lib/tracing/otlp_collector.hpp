#pragma once

#include "net/http_client.hpp"
#include "tracing/span_place.hpp"
#include "util/environment.hpp"

#include <boost/asio/io_context.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The URL to send to: one without a path gets /v1/traces. Fails as parse_url().
Result<std::string> collector_url(const std::string& place);

/// What the variables for OTLP say, as "name=value,name=value" with values percent-encoded. Those
/// for traces go before the general ones; a pair that is no header is passed over.
HttpHeaders otlp_headers(const Environment& environment);

/// A collector that takes OTLP over HTTP as JSON.
class OtlpCollector final : public SpanPlace {
 public:
  static Result<std::unique_ptr<SpanPlace>> open(const std::string& place,
                                                 const TraceOutOptions& options);
  ~OtlpCollector() override;
  OtlpCollector(const OtlpCollector&) = delete;
  OtlpCollector& operator=(const OtlpCollector&) = delete;

  Delivery write(const SpanQueue::Batch& batch, const Deadline& deadline) override;

 private:
  OtlpCollector(HttpRequest request, std::chrono::milliseconds timeout)
      : request_(std::move(request)), timeout_(timeout) {}
  std::optional<HttpOutcome> send(HttpRequest request, const Deadline& deadline);

  const HttpRequest request_;  ///< Without a body.
  const std::chrono::milliseconds timeout_;
  asio::io_context context_{1};
  std::shared_ptr<HttpClient> client_{};
};

/// What an answer says of a batch of so many steps.
Delivery delivery_of(const HttpOutcome& outcome, const std::string& origin, std::size_t steps);

}  // namespace detail
WMH_END_NAMESPACE
