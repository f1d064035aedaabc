#pragma once

#include "llm/billing_provider.hpp"
#include "llm/remote_api.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// A language model over HTTP: a dialect between a request and an API. Answers that may be long are
/// streamed: a connection that is silent for minutes is cut by what stands between.
class RemoteProvider final : public BillingProvider {
 public:
  explicit RemoteProvider(std::shared_ptr<const RemoteApi> api) : api_(std::move(api)) {}

  std::string_view model() const noexcept override { return api_->settings().model; }
  Task<Completion> complete(CompletionRequest request) override;
  Task<BilledCompletion> complete_with_bill(CompletionRequest request) override;

 private:
  std::shared_ptr<const RemoteApi> api_;
};

}  // namespace detail
WMH_END_NAMESPACE
