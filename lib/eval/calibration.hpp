#pragma once

#include "eval/scored.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Stated confidence against being right, over the steps that state one.
Calibration calibration(std::span<const Scored> steps);

}  // namespace detail
WMH_END_NAMESPACE
