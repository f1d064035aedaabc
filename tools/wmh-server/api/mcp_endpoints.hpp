#pragma once

#include "api/services.hpp"

#include <boost/asio/any_io_executor.hpp>

namespace wmh::server {

/// /mcp/{name}: the tools of a world model for MCP clients (streamable HTTP); /mcp: of the only
/// one. Their sessions run on `executor`. `services` must outlive the endpoints and their calls,
/// and the executor must.
std::vector<Endpoint> mcp_endpoints(Services& services, asio::any_io_executor executor);

}  // namespace wmh::server
