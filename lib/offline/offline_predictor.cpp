#include <wmh/predictor.hpp>

#include "offline/recorded_tools.hpp"

#include <fmt/format.h>

#include <mutex>
#include <shared_mutex>

WMH_BEGIN_NAMESPACE
namespace {

constexpr std::size_t embedding_dim = 512;

/// `trace_id` is null for recordings that do not name their traces; `row` always names the step.
json::object evidence_of(const RecordedStep& recorded, std::size_t row) {
  json::object evidence;
  evidence["trace_id"] =
      recorded.trace_id.empty() ? json::value(nullptr) : json::value(recorded.trace_id);
  evidence["step"] = recorded.index;
  evidence["row"] = row;
  return evidence;
}

Observation unknown_observation(const Action& action) {
  Observation observation;
  observation.is_error = true;
  observation.content =
      action.kind() == ActionKind::message
          ? "nothing is recorded of how this environment answers a message"
          : fmt::format("nothing is recorded of a tool named '{}'", action.name());
  observation.metadata["source"] = "unknown";
  observation.metadata["evidence"] = nullptr;
  return observation;
}

class OfflinePredictor final : public Predictor {
 public:
  explicit OfflinePredictor(std::shared_ptr<StepLog> log) : log_(std::move(log)) {}

  Result<Done> index(const std::function<bool(const RecordedStep&)>& use) {
    for (std::size_t row = 0; row < log_->size(); ++row) {
      const auto recorded = log_->at(row);
      if (!recorded) return recorded.error();
      if (!use || use(**recorded)) tools_.add(**recorded, row);
    }
    return Done{};
  }

  Task<Prediction> predict(PredictionRequest request) override {
    const auto match = find(request);
    Prediction prediction;
    if (!match) {
      prediction.observation = unknown_observation(request.action);
      co_return prediction;
    }
    const auto recorded = log_->at(match->row);
    if (!recorded) co_return recorded.error();
    prediction.observation.content = (*recorded)->step.observation.content;
    prediction.observation.is_error = (*recorded)->step.observation.is_error;
    prediction.observation.metadata["source"] = match->equal_arguments ? "recorded" : "nearest";
    prediction.observation.metadata["evidence"] = evidence_of(**recorded, match->row);
    co_return prediction;
  }

  Task<Done> learn(RecordedStep recorded) override {
    std::unique_lock lock(mutex_);
    const std::size_t row = log_->add(recorded);
    tools_.add(recorded, row);
    co_return Done{};
  }

 private:
  std::optional<detail::RecordedTools::Match> find(const PredictionRequest& request) const {
    std::shared_lock lock(mutex_);
    return tools_.find(request.action, request.task ? *request.task : std::string_view(),
                       request.exclude_trace);
  }

  std::shared_ptr<StepLog> log_;
  mutable std::shared_mutex mutex_{};  ///< Guards `tools_`.
  detail::RecordedTools tools_{embedding_dim};
};

}  // namespace

Result<std::shared_ptr<Predictor>> make_offline_predictor(
    std::shared_ptr<StepLog> log, const std::function<bool(const RecordedStep&)>& use) {
  auto predictor = std::make_shared<OfflinePredictor>(std::move(log));
  if (auto indexed = predictor->index(use); !indexed) return indexed.error();
  return std::shared_ptr<Predictor>(std::move(predictor));
}

WMH_END_NAMESPACE
