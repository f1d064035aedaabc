#pragma once

#include <wmh/closed_loop.hpp>

#include "option.hpp"

// `--closed-loop` of `eval` and `eval run`.
namespace wmh::cli {

class Arguments;
class Console;

namespace opt {

inline constexpr Option closed_loop{
    .name = "closed-loop",
    .help = "Let agents work in the real environment and in the model, and compare their ends.",
    .takes = Takes::nothing};
inline constexpr Option testbed{.name = "testbed",
                                .placeholder = "PROGRAM",
                                .help = "The environment and its agents, for --closed-loop.",
                                .offer = Offer::files};

}  // namespace opt

/// Whether this is for evaluate_closed_loop, which also tells what is missing.
bool wants_closed_loop(const Arguments& arguments);

/// Runs the suite's traces in a closed loop, prints the report and returns the exit code.
int evaluate_closed_loop(const EvalSuite& suite, const Arguments& arguments, Console& console);

/// The lines of a report.
std::vector<std::string> lines_of(const LoopReport& report);

}  // namespace wmh::cli
