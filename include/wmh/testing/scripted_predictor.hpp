#pragma once

#include <wmh/predictor.hpp>

#include <mutex>

namespace wmh::testing {

/// A Predictor that plays a list of answers in order and keeps what it was asked. Past the end it
/// fails. Callable from any thread.
class ScriptedPredictor final : public Predictor {
 public:
  explicit ScriptedPredictor(std::vector<Result<Prediction>> script) : script_(std::move(script)) {}

  Task<Prediction> predict(PredictionRequest request) override {
    std::lock_guard lock(mutex_);
    const std::size_t turn = requests_.size();
    requests_.push_back(std::move(request));
    if (turn >= script_.size()) co_return Error(errc::provider_unavailable, "the script has ended");
    co_return script_[turn];
  }

  std::vector<PredictionRequest> requests() const {
    std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Result<Prediction>> script_;
  std::vector<PredictionRequest> requests_;
};

}  // namespace wmh::testing
