#pragma once

#include <wmh/provider.hpp>

#include <atomic>
#include <functional>

namespace wmh::testing {

/// A Provider that answers with a function and counts how often it was asked.
class FunctionProvider final : public Provider {
 public:
  using Answer = std::function<Result<Completion>(const CompletionRequest&)>;
  FunctionProvider(std::string name, Answer answer)
      : name_(std::move(name)), answer_(std::move(answer)) {}

  std::string_view model() const noexcept override { return name_; }
  Task<Completion> complete(CompletionRequest request) override {
    ++asked_;
    co_return answer_(request);
  }
  int asked() const noexcept { return asked_; }

 private:
  std::string name_;
  Answer answer_;
  std::atomic<int> asked_ = 0;
};

/// A completion of some model and so many tokens.
inline Completion completion_of(std::string model, std::int64_t input, std::int64_t output) {
  Completion completion;
  completion.text = "pong";
  completion.model = std::move(model);
  completion.usage = {.input_tokens = input, .output_tokens = output};
  return completion;
}

inline CompletionRequest ping() {
  return CompletionRequest("Be brief.", {{Role::user, "ping"}});
}

}  // namespace wmh::testing
