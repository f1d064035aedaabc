#pragma once

#include "mcp/session.hpp"

#include <cstdio>

namespace wmh::mcp {

struct StdioOptions {
  std::size_t longest_line = std::size_t{4} << 20;  ///< Bytes; a longer message is refused.
  bool signals = false;  ///< SIGINT and SIGTERM end it; answers under way are then given up.
};

/// Serves one client: a JSON-RPC message a line on both streams, which nothing else may use. At the
/// end of input the calls that run are answered; then it returns. Fails with errc::io when answers
/// could not be written.
Result<Done> serve_stdio(std::FILE* in, std::FILE* out,
                         std::shared_ptr<const Environment> environment, StdioOptions options = {});

}  // namespace wmh::mcp
