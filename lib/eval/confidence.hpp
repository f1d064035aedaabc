#pragma once

#include "eval/scored.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Calibration over all steps and source by source, and the risk-coverage curve.
ConfidenceReport confidence_report(std::span<const Scored> steps);

}  // namespace detail
WMH_END_NAMESPACE
