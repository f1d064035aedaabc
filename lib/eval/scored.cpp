#include "eval/scored.hpp"

#include "replay/summary.hpp"
#include "util/source_of.hpp"
#include "util/text.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

bool equal(const Observation& actual, const Observation& predicted) {
  return actual.is_error == predicted.is_error && trim(actual.content) == trim(predicted.content);
}

}  // namespace

std::string tool_of(const Action& action) {
  if (action.kind() == ActionKind::message) return "(message)";
  return action.name().empty() ? "(unnamed)" : std::string(action.name());
}

std::optional<double> confidence_of(const Observation& predicted) {
  const auto* stated = predicted.metadata.if_contains("confidence");
  if (!stated || !stated->is_number()) return std::nullopt;
  const auto confidence = stated->to_number<double>();
  // Written so that NaN is refused too.
  if (!(confidence >= 0 && confidence <= 1)) return std::nullopt;
  return confidence;
}

Scored scored(const StepResult& result) {
  return {std::string(source_of(result.predicted)), tool_of(result.action), result.verdict.score,
          equal(result.actual, result.predicted), confidence_of(result.predicted)};
}

std::vector<Scored> scored(std::span<const StepResult> results) {
  std::vector<Scored> all;
  all.reserve(results.size());
  for (const StepResult& result : results)
    all.push_back(scored(result));
  return all;
}

}  // namespace detail
WMH_END_NAMESPACE
