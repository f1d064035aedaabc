#pragma once

#include <wmh/version.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Euclidean length, summed in double precision.
double length_of(std::span<const float> row);

/// Scales to length 1; a row of zeros stays.
void scale_to_unit_length(std::span<float> row);

}  // namespace detail
WMH_END_NAMESPACE
