#pragma once

#include "api/services.hpp"

namespace wmh::server {

/// Everything under /world_models/{name}/sessions, and /steps and /episodes beside it. `services`
/// must outlive the endpoints and their calls.
std::vector<Endpoint> session_endpoints(Services& services);

}  // namespace wmh::server
