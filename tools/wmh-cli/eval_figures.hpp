#pragma once

#include <wmh/eval.hpp>

#include "table.hpp"

namespace wmh::cli {

/// The parts by source, with how far their confidence is off; the part of most steps first.
Table source_table(const Breakdown& breakdown, const ConfidenceReport& confidence);

/// The parts by tool, each with what its answers came from; the tool of most steps first. Tools
/// past `most` become one line.
Table tool_table(const Breakdown& breakdown, std::size_t most = 12);

/// How far stated confidence is off, in a line.
std::string calibration_line(const Calibration& calibration, std::size_t steps);
/// Stated confidence and share right in each tenth that has steps.
Table calibration_table(const Calibration& calibration);

std::string risk_line(const RiskCoverage& risk);
/// What answering only the surest quarter, half, ... gives.
Table risk_table(const RiskCoverage& risk);

}  // namespace wmh::cli
