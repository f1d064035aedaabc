#pragma once

#include <wmh/eval.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

struct Moments {
  double mean = 0;
  double std = 0;  ///< Of the population.
};
Moments moments(std::span<const double> values);

/// The value below which `share` of the values lie (nearest rank); 0 for none.
double quantile(std::vector<double> values, double share);

/// The numbers of a report that need no reading of the predictions, from its results, which it
/// takes over. Those whose verdict is not valid become `failed`.
FileReport summarise(std::vector<StepResult> results);

}  // namespace detail
WMH_END_NAMESPACE
