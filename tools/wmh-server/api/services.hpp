#pragma once

#include "api/endpoint.hpp"
#include "api/metrics.hpp"
#include "api/models.hpp"
#include "api/side_work.hpp"
#include "api/step_signal.hpp"

namespace wmh::server {

/// Bounds of single requests.
struct RequestLimits {
  std::size_t steps = 1'024;    ///< In one call of /steps.
  std::size_t actions = 1'024;  ///< In one episode.
  std::size_t forks = 1'024;    ///< In one call of /fork.
  std::size_t page = 1'000;     ///< Steps of one page of a history.
};

/// What endpoints work with.
struct Services {
  Models models{};
  Metrics metrics{};
  StepSignal signal{};
  RequestLimits limits{};
  SideWork side_work{};
};

}  // namespace wmh::server
