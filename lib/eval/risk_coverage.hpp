#pragma once

#include "eval/scored.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The curve over the steps that state a confidence: a point at each distinct confidence, thinned
/// to the first point at or past each whole percent.
RiskCoverage risk_coverage(std::span<const Scored> steps);

}  // namespace detail
WMH_END_NAMESPACE
