#pragma once

#include "engine/sessions.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Takes the steps of a model's sessions. Callable from any thread; must outlive its tasks.
class Stepping {
 public:
  Stepping(std::shared_ptr<Predictor> predictor, const WorldModelOptions& options,
           Sessions& sessions)
      : predictor_(std::move(predictor)), options_(options), sessions_(sessions) {}

  Task<StepAnswer> step(StepRequest request);
  Task<EpisodeVerdict> score(SessionId id);

 private:
  Task<StepAnswer> take(std::shared_ptr<LiveSession> session, StepRequest request);
  Task<Prediction> predict(std::shared_ptr<LiveSession> session, Action action);
  Task<Prediction> agree(std::shared_ptr<LiveSession> session, Action action,
                         Prediction prediction);
  Task<Done> keep(std::shared_ptr<LiveSession> session, EpisodeVerdict verdict,
                  std::size_t judged_steps);
  Task<Done> enrich(RecordedStep recorded);
  void report(const SessionId& session, const StepAnswer& step,
              std::chrono::duration<double> elapsed) const;

  const std::shared_ptr<Predictor> predictor_;
  const WorldModelOptions& options_;
  Sessions& sessions_;
};

}  // namespace detail
WMH_END_NAMESPACE
