#pragma once

#include <wmh/provider.hpp>

#include "llm/aws_keys.hpp"
#include "net/retrying_client.hpp"
#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What the outcome of a call means: the completion, or an error with what to do.
Result<Completion> completion_of(HttpOutcome outcome, const ProviderSettings& settings,
                                 const CompletionRequest& request);

/// A language model over HTTP: a dialect between a request and a client that tries again.
class RemoteProvider final : public Provider {
 public:
  /// `aws` is null unless requests are to be signed.
  RemoteProvider(ProviderSettings settings, std::shared_ptr<HttpClient> client,
                 std::shared_ptr<AwsKeys> aws, HttpTimeouts timeouts);

  std::string_view model() const noexcept override { return settings_.model; }
  Task<Completion> complete(CompletionRequest request) override;

 private:
  /// Signs with keys that are good now.
  Task<Done> add_signature(CallOptions& options) const;

  ProviderSettings settings_;
  std::shared_ptr<AwsKeys> aws_;
  HttpTimeouts timeouts_;
  RetryingClient client_;
};

}  // namespace detail
WMH_END_NAMESPACE
