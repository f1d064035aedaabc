#pragma once

#include <wmh/eval.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

// Each gives a <figure>, or what to say where there is nothing to draw.

/// Share right against stated confidence, tenth by tenth, with the steps in each.
std::string reliability_diagram(const Calibration& calibration);
/// Fidelity and share right of the answered steps against the share answered.
std::string coverage_chart(const RiskCoverage& risk);
/// How many steps have which score.
std::string score_histogram(std::span<const double> scores);

}  // namespace detail
WMH_END_NAMESPACE
