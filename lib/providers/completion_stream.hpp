#pragma once

#include <wmh/provider.hpp>

#include "net/sse.hpp"
#include "providers/answer_fold.hpp"
#include "providers/failure.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Makes a completion of the events of a streamed answer. After a failure it is of no use.
class CompletionStream {
 public:
  /// Of all events together; more is a failure.
  static constexpr std::size_t most_bytes = 64u << 20;

  explicit CompletionStream(const ProviderSettings& settings);

  /// Takes the next event, of Bedrock as (type, payload); gives the text that it adds. Fails for an
  /// event that is an error, or none at all.
  Outcome<std::string> take(const SseEvent& event);

  /// Some of the answer's text has come.
  bool has_text() const noexcept { return has_text_; }

  /// The stream has ended. Fails where it ended before its answer did.
  Outcome<Completion> finish(const HttpResponse& head) const;

 private:
  ProviderSettings settings_;
  std::unique_ptr<AnswerFold> fold_;
  std::size_t bytes_ = 0;
  bool has_text_ = false;
  bool over_ = false;  ///< "[DONE]" has come.
};

}  // namespace detail
WMH_END_NAMESPACE
