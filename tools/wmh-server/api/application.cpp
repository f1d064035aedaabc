#include "api/application.hpp"

#include "api/api.hpp"
#include "api/console_endpoints.hpp"
#include "api/document_endpoints.hpp"
#include "api/eval_endpoints.hpp"
#include "api/general_endpoints.hpp"
#include "api/mcp_endpoints.hpp"
#include "api/recording_endpoints.hpp"
#include "api/session_endpoints.hpp"

#include <boost/asio/thread_pool.hpp>

#include <atomic>

namespace wmh::server {
struct Application::Impl {
  ApplicationOptions options;
  Services services{};
  std::unique_ptr<BuildServices> builds{};
  std::atomic<bool> draining = false;
  asio::thread_pool mcp_sessions{1};
  std::vector<Route> routes{};
  std::shared_ptr<Api> api{};

  explicit Impl(ApplicationOptions given) : options(std::move(given)) {
    services.limits = options.limits;
    if (options.builder)
      builds = std::make_unique<BuildServices>(services, options.builder, options.uploads);
  }

  std::vector<Metrics::Reading> gauges() const {
    const HttpCounters http_counts = options.connections ? options.connections() : HttpCounters();
    const auto number = [](auto count) {
      return static_cast<double>(count);
    };
    std::vector<Metrics::Reading> gauges{
        {"wmh_http_connections", "Open connections.", "gauge", number(http_counts.connections)},
        {"wmh_http_accepted_total", "Connections accepted.", "counter",
         number(http_counts.accepted)},
        {"wmh_http_refused_total", "Connections refused for their number.", "counter",
         number(http_counts.refused)},
        {"wmh_http_bad_requests_total", "Requests that could not be read.", "counter",
         number(http_counts.bad_requests)},
        {"wmh_http_requests_in_flight", "Requests being answered.", "gauge",
         number(http_counts.in_flight)}};
    if (options.kept_sessions)
      gauges.push_back(
          {"wmh_sessions", "Sessions that are kept.", "gauge", number(options.kept_sessions())});
    if (options.traces) add_traces(gauges, options.traces());
    return gauges;
  }

  static void add_traces(std::vector<Metrics::Reading>& gauges, const TraceOutCounts& counts) {
    const auto add = [&](std::string_view name, std::string_view help, std::string_view type,
                         std::uint64_t value) {
      gauges.push_back({name, help, type, static_cast<double>(value)});
    };
    add("wmh_trace_spans_written_total", "Spans of steps that were written.", "counter",
        counts.written);
    add("wmh_trace_spans_dropped_total", "Spans of steps that were given up.", "counter",
        counts.dropped);
    add("wmh_trace_failures_total", "Attempts to write spans that failed.", "counter",
        counts.failures);
    add("wmh_trace_queued_bytes", "Spans that wait to be written.", "gauge", counts.queued_bytes);
  }

  Readings readings() {
    return {[this] { return !draining.load(); },
            [this] { return options.spent ? options.spent() : MeterReport(); },
            [this] {
              return gauges();
            }};
  }

  std::shared_ptr<Api> make_api() {
    std::vector<Endpoint> endpoints = general_endpoints(services, readings());
    const ConsoleFeatures features{.keys = !options.access.keys.empty(),
                                   .builds = builds != nullptr};
    for (auto& more : {build_endpoints(services, builds.get()), session_endpoints(services),
                       recording_endpoints(services), eval_endpoints(services, options.results),
                       mcp_endpoints(services, mcp_sessions.get_executor()), document_endpoints(),
                       console_endpoints(features)})
      endpoints.insert(endpoints.end(), more.begin(), more.end());
    for (const Endpoint& each : endpoints)
      routes.push_back({each.method, each.pattern});
    ApiOptions with{.max_body = options.max_body, .answered = options.answered};
    return std::make_shared<Api>(std::move(endpoints), std::make_shared<Access>(options.access),
                                 services.metrics, std::move(with));
  }
};

Application::Application(ApplicationOptions options,
                         std::vector<std::shared_ptr<ServedModel>> models)
    : impl_(std::make_unique<Impl>(std::move(options))) {
  for (auto& model : models)
    impl_->services.models.put(std::move(model));
  impl_->api = impl_->make_api();
}

Application::~Application() = default;

std::shared_ptr<Handler> Application::handler() const noexcept {
  return impl_->api;
}

std::span<const Route> Application::routes() const noexcept {
  return impl_->routes;
}

Models& Application::models() noexcept {
  return impl_->services.models;
}

void Application::drain() noexcept {
  impl_->draining = true;
}

}  // namespace wmh::server
