#include <wmh/metering.hpp>

#include "llm/metered_call.hpp"

WMH_BEGIN_NAMESPACE
namespace {

class MeteredProvider final : public Provider {
 public:
  MeteredProvider(std::shared_ptr<Provider> provider, std::shared_ptr<Meter> meter, Phase phase)
      : provider_(std::move(provider)),
        billing_(dynamic_cast<detail::BillingProvider*>(provider_.get())),
        meter_(std::move(meter)),
        phase_(phase) {}

  std::string_view model() const noexcept override { return provider_->model(); }

  Task<Completion> complete(CompletionRequest request) override {
    auto call = detail::MeteredCall::begin(meter_, phase_, provider_->model());
    if (!call) co_return std::move(call).error();
    if (billing_ != nullptr) {
      auto billed = co_await billing_->complete_with_bill(std::move(request));
      if (!billed) co_return billed.error();
      call->answered(billed->bill, billed->completion.has_value());
      co_return std::move(billed->completion);
    }
    auto completion = co_await provider_->complete(std::move(request));
    if (completion) call->answered(detail::bill_of(*completion));
    co_return completion;
  }

 private:
  std::shared_ptr<Provider> provider_;
  detail::BillingProvider* billing_;  // provider_ itself, where it is one
  std::shared_ptr<Meter> meter_;
  Phase phase_;
};

}  // namespace

std::shared_ptr<Provider> make_metered_provider(std::shared_ptr<Provider> provider,
                                                std::shared_ptr<Meter> meter, Phase phase) {
  return std::make_shared<MeteredProvider>(std::move(provider), std::move(meter), phase);
}

WMH_END_NAMESPACE
