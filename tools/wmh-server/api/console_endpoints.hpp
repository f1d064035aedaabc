#pragma once

#include "api/endpoint.hpp"

namespace wmh::server {

/// What the page has to know before it asks for anything.
struct ConsoleFeatures {
  bool keys = false;    ///< An API key is needed.
  bool builds = false;  ///< Models can be built here.
};

/// The console page: "/" and the files that it loads, under "/assets/".
std::vector<Endpoint> console_endpoints(ConsoleFeatures features);

}  // namespace wmh::server
