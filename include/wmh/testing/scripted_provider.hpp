#pragma once

#include <wmh/provider.hpp>

#include <functional>
#include <mutex>

namespace wmh::testing {

/// An answer of a language model with this text.
inline Completion completion(std::string text, TokenUsage usage = {100, 10}) {
  Completion answer;
  answer.text = std::move(text);
  answer.usage = usage;
  return answer;
}

/// A Provider that plays a list of answers in order, or asks a function for them, and keeps what it
/// was asked. Past the end of the list it fails. Callable from any thread; the function is called
/// by one at a time and must not call the provider.
class ScriptedProvider final : public Provider {
 public:
  using Answer = std::function<Result<Completion>(const CompletionRequest& request)>;

  explicit ScriptedProvider(std::vector<Result<Completion>> script, std::string model = "scripted")
      : script_(std::move(script)), model_(std::move(model)) {}
  explicit ScriptedProvider(Answer answer, std::string model = "scripted")
      : answer_(std::move(answer)), model_(std::move(model)) {}

  std::string_view model() const noexcept override { return model_; }

  Task<Completion> complete(CompletionRequest request) override {
    std::lock_guard lock(mutex_);
    requests_.push_back(std::move(request));
    auto answer = next();
    if (answer && answer->model.empty()) answer->model = model_;
    co_return answer;
  }

  std::vector<CompletionRequest> requests() const {
    std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  Result<Completion> next() const {
    if (answer_) return answer_(requests_.back());
    if (requests_.size() <= script_.size()) return script_[requests_.size() - 1];
    return Error(errc::provider_unavailable, "the script has ended");
  }

  mutable std::mutex mutex_;
  std::vector<Result<Completion>> script_{};
  Answer answer_{};
  std::string model_;
  std::vector<CompletionRequest> requests_{};
};

}  // namespace wmh::testing
