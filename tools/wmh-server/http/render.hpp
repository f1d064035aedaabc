#pragma once

#include "http/message.hpp"

#include <ctime>

namespace wmh::server {

/// What the connection adds to an answer.
struct AnswerFraming {
  bool http_1_1 = true;
  bool keep_alive = true;
  std::string_view date{};
};

/// Whether a body can follow: not with 204 and 304.
bool may_have_body(int status) noexcept;

/// Appends the head of an answer, with the empty line. Headers that would break the message, or
/// that are the connection's to write, are left out.
void render_head(const Response& response, const AnswerFraming& framing, std::string& out);

/// Appends one chunk of a chunked body; an empty one ends it.
void render_chunk(std::string_view bytes, std::string& out);

/// The time for the Date header, written once a second.
class DateText {
 public:
  std::string_view now();

 private:
  std::time_t second_ = 0;
  std::string text_{};
};

}  // namespace wmh::server
