#pragma once

#include "http/message.hpp"

namespace wmh::server {

/// Why a request is not read any further; the connection ends with the answer.
struct Refusal {
  int status = 0;
  std::string why{};
};

/// How long a message is and what becomes of the connection after it.
struct Framing {
  bool http_1_1 = true;
  bool keep_alive = true;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t length = 0;  ///< Of the body, unless chunked.

  bool has_body() const noexcept { return chunked || length > 0; }
};

struct CheckedHead {
  RequestHead head{};
  Framing framing{};
  std::optional<Refusal> refusal{};  ///< What is read up to it is kept.
};

/// Reads a request line and headers, with the empty line that ends them. It is stricter than
/// RFC 9112 asks where another reader could see a message of another length, or for another host.
CheckedHead check_head(std::string_view text);

/// Where the head of a request ends.
struct HeadEnd {
  std::size_t seen = 0;  ///< So far was searched; the next search begins there.
  std::size_t size = 0;  ///< Of the head; 0: not there yet.
  bool broken = false;   ///< A line ends with a bare line feed, or this is no request at all.
};

/// Searches for the empty line; what lies before `seen` was searched before.
HeadEnd find_head_end(std::string_view bytes, std::size_t seen) noexcept;

}  // namespace wmh::server
