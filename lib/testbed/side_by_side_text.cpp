#include "testbed/side_by_side.hpp"
#include "testbed/words.hpp"
#include "util/source_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <ostream>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string confidence_of(const Observation& observation) {
  const auto* confidence = observation.metadata.if_contains("confidence");
  if (!confidence || !confidence->is_number()) return "-";
  return fmt::format("{:.2f}", confidence->to_number<double>());
}

std::string step_line(std::size_t number, const Step& step, double score,
                      const Observation& predicted) {
  return fmt::format("{:>4}  {:<34} {:>5.2f}  {:>10}  {}\n", number, label_of(step.action), score,
                     confidence_of(predicted), source_of(predicted));
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

void print(std::ostream& out, const SideBySide& result) {
  const Trace& trace = result.trace;
  const auto& predicted = result.model.median.observations;
  const Milliseconds real = result.real.median.opening + result.real.median.working;
  const Milliseconds model = result.model.median.working;
  out << fmt::format("trace {} ({}): {}\n\n", result.number,
                     result.held_out ? "held out" : "in the training share, kept from the model",
                     trace.steps.front().task.value_or("no task"));
  out << fmt::format("{:>4}  {:<34} {:>5}  {:>10}  {}\n", "step", "action", "score", "confidence",
                     "answered from");
  for (std::size_t i = 0; i < trace.steps.size(); ++i)
    out << step_line(i + 1, trace.steps[i], result.scores[i], predicted[i]);
  out << fmt::format(
      "\nreal environment  {:10.3f} ms  (of it {:.3f} ms to stand it up; median of {} runs)\n",
      real.count(), result.real.median.opening.count(), result.real.runs);
  out << fmt::format(
      "world model       {:10.3f} ms  (median of {} runs; loaded once in {:.3f} ms)\n",
      model.count(), result.model.runs, result.loading.count());
  out << fmt::format("ratio             {:10.1f}     (real / model, loading left out)\n",
                     real / model);
  out << fmt::format("fidelity          {:10.3f}     (structural, mean of {} steps)\n",
                     mean(result.scores), result.scores.size());
}

}  // namespace detail
WMH_END_NAMESPACE
