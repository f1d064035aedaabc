#pragma once

#include <wmh/eval.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What the predictions ("serve") and the verdicts ("judge") of some steps took.
void add_spending(MeterReport& report, std::span<const StepResult> results);

}  // namespace detail
WMH_END_NAMESPACE
