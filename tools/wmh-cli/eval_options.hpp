#pragma once

#include <wmh/eval.hpp>

#include "options.hpp"

// What `eval` and `eval run` share: their options, and everything after a suite is at hand.
namespace wmh::cli {

class Arguments;
class Console;

namespace opt {

inline constexpr std::string_view judges[] = {"exact", "numeric", "structural"};
inline constexpr Option judge{.name = "judge",
                              .placeholder = "JUDGE",
                              .help = "How a prediction is scored.",
                              .fallback = "structural",
                              .choices = judges};
inline constexpr std::string_view turns[] = {"all", "sampled"};
inline constexpr Option sample_turns{
    .name = "sample-turns",
    .placeholder = "WHICH",
    .help = "Score all steps of a trace, or five: first, last and three between.",
    .fallback = "all",
    .choices = turns};
inline constexpr Option rag{.name = "rag",
                            .help = "Show recorded steps to the model for each prediction.",
                            .fallback = "on",
                            .takes = Takes::nothing,
                            .negatable = true};
inline constexpr Option prompt{.name = "prompt",
                               .placeholder = "FILE",
                               .help = "The environment prompt, instead of the built-in one.",
                               .offer = Offer::files};
inline constexpr Option concurrency{.name = "concurrency",
                                    .placeholder = "N",
                                    .help = "Predictions at a time; changes no result.",
                                    .fallback = "1",
                                    .takes = Takes::whole,
                                    .least = 1,
                                    .most = 1024};
inline constexpr Option out{.name = "out",
                            .placeholder = "FILE",
                            .help = "Write the full result there, as JSON.",
                            .offer = Offer::files};
inline constexpr Option html{
    .name = "html",
    .placeholder = "FILE",
    .help = "Write a page there, with charts and the steps that went worst.",
    .offer = Offer::files};

}  // namespace opt

/// Those of `options` that were given, such as "--seed, --judge".
std::string names_of_given(std::initializer_list<const Option*> options,
                           const Arguments& arguments);

/// The options that were given take the place of what the suite says.
Result<EvalSuite> with_options(EvalSuite suite, const Arguments& arguments);

/// Where results are: `--results-root`, or `evals` under `--root`.
std::filesystem::path results_of(const Arguments& arguments);

/// Runs a suite with progress on the console.
Result<EvalReport> evaluate(const EvalSuite& suite, const Arguments& arguments, Console& console);

/// Writes the page for a report where `--html` says, if it was given.
Result<Done> write_page(const EvalReport& report, const EvalSuite& suite,
                        const Arguments& arguments, Console& console);

/// Prints a report: the lines of each file, then over all files the parts and the confidence.
void show(const EvalReport& report, Console& console);

}  // namespace wmh::cli
