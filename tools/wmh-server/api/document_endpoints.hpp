#pragma once

#include "api/endpoint.hpp"

namespace wmh::server {

/// The description of the API: /openapi.json, and /docs, which shows it.
std::vector<Endpoint> document_endpoints();

}  // namespace wmh::server
