#pragma once

#include <wmh/error.hpp>

#include <functional>
#include <memory>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Takes the bytes of a body as they come; an Error ends the call with that Error.
using ByteSink = std::function<Result<Done>(std::string_view)>;

/// Undoes a Content-Encoding, piece by piece: identity, gzip, or deflate with or without the zlib
/// wrapper. What comes out goes to the sink in pieces of bounded size, so that the sink can stop a
/// body that grows without end.
class ContentDecoder {
 public:
  virtual ~ContentDecoder() = default;
  /// Fails with Reason::decode, or as the sink does.
  virtual Result<Done> feed(std::string_view bytes, const ByteSink& sink) = 0;
  /// The body is over; fails with Reason::decode when the coded data is not.
  virtual Result<Done> finish() = 0;
};

/// A decoder for a Content-Encoding value ("" for none). Fails with Reason::decode on one we do
/// not know.
Result<std::unique_ptr<ContentDecoder>> make_content_decoder(std::string_view coding);

}  // namespace detail
WMH_END_NAMESPACE
