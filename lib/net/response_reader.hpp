#pragma once

#include "net/content_decoder.hpp"
#include "net/http_message.hpp"

#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How much of a response is taken.
struct ResponseBounds {
  std::size_t header_bytes = 64u << 10;      ///< Status line and headers together.
  std::size_t headers = 256;                 ///< How many.
  std::size_t body_bytes = 64u << 20;        ///< After the content coding is undone.
  std::size_t error_body_bytes = 64u << 10;  ///< Of a response that is no 2xx; the rest is dropped.
};

/// Reads one HTTP/1.1 response from bytes, without any I/O. Bytes come in pieces of any size; where
/// they are cut makes no difference. 1xx responses are skipped. Not thread-safe.
class ResponseReader {
 public:
  enum class Body {
    gathered,  ///< Into HttpResponse::body.
    streamed,  ///< Of a 2xx response to the sink, of others gathered.
    absent     ///< There is none, whatever the head says: the answer to CONNECT or HEAD.
  };

  ResponseReader(ResponseBounds bounds, Body body, ByteSink sink = {});
  ~ResponseReader();
  ResponseReader(ResponseReader&&) noexcept;
  ResponseReader& operator=(ResponseReader&&) noexcept;

  /// Takes the next bytes. After an error the reader and the connection are of no use.
  Result<Done> feed(std::string_view bytes);

  /// The other side closed. `clean` is false when TLS did not say so (a cut looks the same): a body
  /// that only the end of the connection ends is then truncated.
  Result<Done> end(bool clean);

  bool has_head() const noexcept;
  bool done() const noexcept;
  /// After done(): bytes came that belong to no response.
  bool has_more() const noexcept;
  /// After done(): another response may follow on this connection.
  bool keep_alive() const noexcept;
  /// After has_head().
  HttpResponse& response() noexcept;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace detail
WMH_END_NAMESPACE
