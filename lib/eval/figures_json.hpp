#pragma once

#include <wmh/eval.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Adds "right", "exact", "by_source", "by_tool" and "by_source_and_tool".
void add_json(json::object& report, const Breakdown& breakdown);
/// Adds "calibration", "calibration_by_source" and "risk_coverage"; the first and the last are null
/// when no confidence was stated.
void add_json(json::object& report, const ConfidenceReport& confidence);

}  // namespace detail
WMH_END_NAMESPACE
