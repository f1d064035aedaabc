#pragma once

#include <wmh/judge.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

// The judges as plain functions of what happened and what was predicted.
Verdict exact_verdict(const Observation& actual, const Observation& predicted);
Verdict numeric_verdict(const Observation& actual, const Observation& predicted, double tolerance);
Verdict structural_verdict(const Observation& actual, const Observation& predicted);

}  // namespace detail
WMH_END_NAMESPACE
