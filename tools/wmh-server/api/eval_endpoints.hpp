#pragma once

#include "api/services.hpp"

namespace wmh::server {

/// Eval results, read-only: GET /evals, /evals/{id}, .../steps and .../steps/{index}. `folder` is
/// where `wmh eval` keeps them; without one there are none.
std::vector<Endpoint> eval_endpoints(Services& services, std::filesystem::path folder);

}  // namespace wmh::server
