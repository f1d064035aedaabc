#pragma once

#include "llm/answer_reader.hpp"
#include "llm/aws_keys.hpp"
#include "llm/transport.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A provider's API: proves who asks, carries a request there and reads its answer. Callable from
/// any thread.
class RemoteApi {
 public:
  /// `aws` is null unless requests are to be signed.
  RemoteApi(ProviderSettings settings, std::shared_ptr<Transport> transport,
            std::shared_ptr<AwsKeys> aws, HttpTimeouts timeouts, WaitObserver observer)
      : settings_(std::move(settings)),
        transport_(std::move(transport)),
        aws_(std::move(aws)),
        timeouts_(timeouts),
        observer_(std::move(observer)) {}

  const ProviderSettings& settings() const noexcept { return settings_; }

  /// What `decode` makes of the last answer, or what went wrong and what to do.
  template <class T>
  Task<T> call(HttpRequest request, typename AnswerReader<T>::Decode decode) const {
    auto options = co_await signing_options();
    if (!options) co_return options.error();
    const auto reader = read_answers<T>(*options, std::move(decode));
    const HttpOutcome outcome = co_await transport_->send(std::move(request), std::move(*options));
    co_return reader->result_of(outcome, to_string(settings_.kind));
  }

 private:
  /// Options that sign with keys that are good now.
  Task<CallOptions> signing_options() const;

  ProviderSettings settings_;
  std::shared_ptr<Transport> transport_;
  std::shared_ptr<AwsKeys> aws_;
  HttpTimeouts timeouts_;  ///< Of each attempt.
  WaitObserver observer_;
};

}  // namespace detail
WMH_END_NAMESPACE
