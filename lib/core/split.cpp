#include <wmh/split.hpp>

#include "util/hash.hpp"

WMH_BEGIN_NAMESPACE

double split_fraction(std::string_view key) {
  return static_cast<double>(detail::blake2b_64_number(key)) / 18446744073709551616.0;
}

Part part_of(std::string_view trace_id, const std::optional<std::string>& task,
             const SplitOptions& options) {
  const bool by_task = options.by == SplitBy::task && task;
  const double fraction = split_fraction(by_task ? std::string_view(*task) : trace_id);
  if (fraction < options.train) return Part::train;
  return fraction < options.train + options.validation ? Part::validation : Part::test;
}

Part part_of(const Trace& trace, const SplitOptions& options) {
  for (const Step& step : trace.steps)
    if (step.task) return part_of(trace.trace_id, step.task, options);
  return part_of(trace.trace_id, std::nullopt, options);
}

WMH_END_NAMESPACE
