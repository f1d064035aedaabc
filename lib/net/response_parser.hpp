#pragma once

#include "net/content_decoder.hpp"
#include "net/http_message.hpp"
#include "net/response_reader.hpp"

#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// One response, 1xx included: Beast's parser with its compile time kept out of sight, and our
/// bounds on the head. A part of ResponseReader.
class ResponseParser {
 public:
  ResponseParser(ResponseBounds bounds, bool no_body, ByteSink body);
  ~ResponseParser();

  /// Parses what it can and says how many bytes that was; the rest must come again, with more.
  Result<std::size_t> put(std::string_view bytes);
  /// The connection ended, as ends_with_connection() allows.
  Result<Done> put_end();

  bool has_head() const noexcept;
  bool is_done() const noexcept;
  bool ends_with_connection() const noexcept;
  bool keep_alive() const noexcept;
  HttpResponse& response() noexcept;
  const HttpResponse& response() const noexcept;

 private:
  class Grammar;
  std::unique_ptr<Grammar> grammar_;
};

Error header_too_long(std::size_t most);
Error body_too_long(std::size_t most);
Error truncated_response();
Error broken_response(std::string_view what);

}  // namespace detail
WMH_END_NAMESPACE
