#pragma once

#include "net/http_message.hpp"

#include <optional>

namespace wmh::testing {

/// A request as it came over the wire.
struct WireRequest {
  detail::HttpRequest request{};  ///< `url` is whole; without the headers Host and Content-Length.
  std::string problem{};          ///< What HTTP itself has against it; empty: nothing.
  bool last = false;              ///< Where the next one would begin cannot be known.
};

/// Takes the first request off `bytes`; nullopt while it is not whole. `origin` is
/// "http://127.0.0.1:80": Host must name it.
std::optional<WireRequest> take_request(std::string& bytes, const std::string& origin);

/// A response as it goes over the wire.
std::string wire_text(const detail::HttpResponse& response);

}  // namespace wmh::testing
