#pragma once

#include <wmh/provider.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What an answer is billed for.
struct Bill {
  std::string model{};  ///< The one that answered.
  TokenUsage usage{};
  bool usage_missing = false;
};
inline Bill bill_of(const Completion& completion) {
  return {completion.model, completion.usage, completion.usage_missing};
}

/// An answer that may be of no use, which is billed all the same: refused, or cut short.
struct BilledCompletion {
  Result<Completion> completion{};
  Bill bill{};
};

/// A provider that tells of the bill also where the answer is an error for the caller.
class BillingProvider : public Provider {
 public:
  /// Fails where there was no answer.
  virtual Task<BilledCompletion> complete_with_bill(CompletionRequest request) = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
