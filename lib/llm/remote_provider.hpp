#pragma once

#include <wmh/provider.hpp>

#include "llm/aws_keys.hpp"
#include "net/retrying_client.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// How a remote provider makes its calls.
struct CallRules {
  HttpTimeouts timeouts{};  ///< Of each attempt.
  RetryPolicy policy{};
  WaitObserver observer{};
};

/// A language model over HTTP: a dialect between a request and a client that tries again.
class RemoteProvider final : public Provider {
 public:
  /// `aws` is null unless requests are to be signed.
  RemoteProvider(ProviderSettings settings, std::shared_ptr<HttpClient> client,
                 std::shared_ptr<AwsKeys> aws, CallRules rules);

  std::string_view model() const noexcept override { return settings_->model; }
  Task<Completion> complete(CompletionRequest request) override;

 private:
  /// Options that sign with keys that are good now.
  Task<CallOptions> signing_options() const;

  std::shared_ptr<const ProviderSettings> settings_;
  std::shared_ptr<AwsKeys> aws_;
  CallRules rules_;
  RetryingClient client_;
};

}  // namespace detail
WMH_END_NAMESPACE
