#pragma once

#include "api/services.hpp"

namespace wmh::server {

/// What the server knows of itself beside its counters.
struct Readings {
  std::function<bool()> ready{};         ///< Whether sessions may begin.
  std::function<MeterReport()> spent{};  ///< On language models.
  std::function<std::vector<Metrics::Reading>()> gauges{};
};

/// /healthz, /readyz, /metrics and /world_models. `services` must outlive them and their calls.
std::vector<Endpoint> general_endpoints(Services& services, Readings readings);

}  // namespace wmh::server
