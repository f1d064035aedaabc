#pragma once

#include <wmh/provider.hpp>
#include <wmh/step_log.hpp>

#include <deque>
#include <functional>

WMH_BEGIN_NAMESPACE

/// Everything a Predictor may look at: the session before the action, and the action.
class PredictionRequest {
 public:
  explicit PredictionRequest(Action act) : action(std::move(act)) {}

  std::optional<std::string> task{};
  EnvState state{};
  std::shared_ptr<const std::deque<Step>> history{};  ///< Oldest first; null when there is none.
  Action action;
  std::string exclude_trace{};  ///< Never answer from this trace (evaluation). Empty: use all.
};

struct Prediction {
  Observation observation{};
  std::string state_note{};  ///< What to remember; becomes a line of the session's scratchpad.
  TokenUsage usage{};
};

/// Plays the environment: what would it answer to this action? Callable from any thread.
class WMH_API Predictor {
 public:
  virtual ~Predictor();
  virtual Task<Prediction> predict(PredictionRequest request) = 0;
  /// Takes a step of a live session in as evidence; called only where enrichment is on.
  virtual Task<Done> learn(RecordedStep step);
};

/// Answers from recordings alone, the same way every time. Of the recorded steps of the same tool
/// with equal arguments the one whose task is nearest answers (`metadata.source` = "recorded");
/// else the step of that tool nearest by arguments and task ("nearest"); else an error observation
/// says that nothing is recorded ("unknown"). `metadata.evidence` names trace and step.
///
/// `use` picks the rows of the log to answer from; null takes all of them.
WMH_API Result<std::shared_ptr<Predictor>> make_offline_predictor(
    std::shared_ptr<StepLog> log, const std::function<bool(const RecordedStep&)>& use = {});

WMH_END_NAMESPACE
