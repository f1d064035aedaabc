#pragma once

#include "providers/aws_event_stream.hpp"
#include "providers/completion_stream.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Makes a completion of the bytes of a stream of Bedrock, in pieces of any size. After a failure
/// it is of no use.
class BedrockStream {
 public:
  explicit BedrockStream(const ProviderSettings& settings)
      : key_(settings.key), completion_(settings) {}

  /// Takes the next bytes; gives the text that they add.
  Outcome<std::string> take(std::string_view bytes);

  bool has_text() const noexcept { return completion_.has_text(); }

  /// The stream has ended.
  Outcome<Completion> finish(const HttpResponse& head) const;

 private:
  Secret key_;
  EventStreamDecoder frames_{};
  CompletionStream completion_;
};

}  // namespace detail
WMH_END_NAMESPACE
