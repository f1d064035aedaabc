// Anchors the vtables of the extension points and gives their optional functions a body.
#include <wmh/judge.hpp>
#include <wmh/observer.hpp>
#include <wmh/optimizer.hpp>
#include <wmh/predictor.hpp>
#include <wmh/provider.hpp>
#include <wmh/retriever.hpp>
#include <wmh/session_store.hpp>
#include <wmh/trace_out.hpp>
#include <wmh/trace_source.hpp>

WMH_BEGIN_NAMESPACE

Embedder::~Embedder() = default;
Judge::~Judge() = default;
Observer::~Observer() = default;
Optimizer::~Optimizer() = default;
Predictor::~Predictor() = default;
Provider::~Provider() = default;
Retriever::~Retriever() = default;
SessionStore::~SessionStore() = default;
StepListener::~StepListener() = default;
TraceSource::~TraceSource() = default;

bool Observer::enabled(Severity) const noexcept {
  return true;
}
IngestReport TraceSource::report() const {
  return {};
}
Result<std::optional<Prediction>> Predictor::recall(const PredictionRequest&) {
  return std::optional<Prediction>();
}
bool Predictor::changes_state(const Action&) const {
  return false;
}
Task<Done> Predictor::learn(RecordedStep) {
  co_return Done{};
}

Task<std::optional<KeptSession>> SessionStore::newer(SessionId, std::int64_t) {
  co_return std::optional<KeptSession>();
}
Task<std::optional<KeptSession>> SessionStore::claim(SessionId, std::int64_t) {
  co_return std::optional<KeptSession>();
}
void SessionStore::release(const SessionId&) noexcept {}

std::string_view to_string(FinishReason reason) noexcept {
  switch (reason) {
    case FinishReason::end:
      return "end";
    case FinishReason::length:
      return "length";
    case FinishReason::stop_sequence:
      return "stop_sequence";
    case FinishReason::tool_call:
      return "tool_call";
    case FinishReason::refused:
      return "refused";
    case FinishReason::other:
      break;
  }
  return "other";
}

WMH_END_NAMESPACE
