#pragma once

#include <wmh/eval.hpp>

namespace wmh::cli {

/// What `eval` prints of a file: its scores, the scores by source, the time per step, what stated
/// confidence is worth.
std::vector<std::string> lines_of(std::string_view label, const FileReport& report);
std::string overall_line(const EvalReport& report);
/// Steps that were answered without a language model.
std::size_t answered_by_recordings(const EvalReport& report);
/// What the columns "right" and "exact" count.
std::string legend_line(const EvalReport& report);
/// "0.812±0.201".
std::string plus_minus(double mean, double deviation);

}  // namespace wmh::cli
