#include "api/general_endpoints.hpp"

#include "api/answers.hpp"
#include "api/wire.hpp"

#include <boost/json/array.hpp>

namespace wmh::server {
namespace {

class GeneralEndpoints {
 public:
  GeneralEndpoints(Services& services, Readings readings)
      : services_(services), readings_(std::move(readings)) {}

  asio::awaitable<Response> health(Call) { co_return json_answer({{"status", "ok"}}); }

  asio::awaitable<Response> readiness(Call) {
    const bool ready = readings_.ready();
    co_return json_answer({{"status", ready ? "ready" : "not ready"}}, ready ? 200 : 503);
  }

  asio::awaitable<Response> metrics(Call) {
    auto gauges = readings_.gauges();
    gauges.push_back({"wmh_sessions_in_memory", "Sessions in memory.", "gauge",
                      static_cast<double>(services_.models.sessions())});
    Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = services_.metrics.text(gauges, readings_.spent());
    co_return response;
  }

  asio::awaitable<Response> models(Call) {
    json::array names;
    json::array models;
    for (const auto& each : services_.models.all()) {
      names.push_back(json::string(each->info.name));
      models.push_back(to_json(*each));
    }
    co_return json_answer({{"world_models", std::move(names)}, {"models", std::move(models)}});
  }

 private:
  Services& services_;
  const Readings readings_;
};

}  // namespace

std::vector<Endpoint> general_endpoints(Services& services, Readings readings) {
  auto self = std::make_shared<GeneralEndpoints>(services, std::move(readings));
  const auto at = [&self](std::string_view pattern,
                          asio::awaitable<Response> (GeneralEndpoints::*answer)(Call)) {
    return Endpoint{"GET", pattern, [self, answer](Call call) {
                      return ((*self).*answer)(std::move(call));
                    }};
  };
  return {at("/healthz", &GeneralEndpoints::health), at("/readyz", &GeneralEndpoints::readiness),
          at("/metrics", &GeneralEndpoints::metrics),
          at("/world_models", &GeneralEndpoints::models)};
}

}  // namespace wmh::server
