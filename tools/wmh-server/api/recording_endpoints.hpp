#pragma once

#include "api/services.hpp"

namespace wmh::server {

/// What models were built from: GET /world_models/{name}/tools and .../steps/{row}.
std::vector<Endpoint> recording_endpoints(Services& services);

}  // namespace wmh::server
