#pragma once

#include <wmh/eval.hpp>

#include "options.hpp"

// What `eval` and `eval run` share: their options, and everything after a suite is at hand.
namespace wmh::cli {

class Arguments;
class Console;

namespace opt {

inline constexpr std::string_view judges[] = {"exact",  "numeric",   "structural",
                                              "rubric", "rubric-v1", "match"};
inline constexpr Option judge{.name = "judge",
                              .placeholder = "JUDGE",
                              .help =
                                  "How a prediction is scored; the last three ask a language "
                                  "model.",
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
                                    .help =
                                        "Steps in flight; changes no result. Without it 16 "
                                        "with a language model, else 1.",
                                    .takes = Takes::whole,
                                    .least = 1,
                                    .most = 1024};
inline constexpr Option resume{
    .name = "resume",
    .help =
        "Go on with the last unfinished run of the same eval, and pay for none of its steps "
        "again.",
    .takes = Takes::nothing};
inline constexpr Option dry_run{
    .name = "dry-run",
    .help = "Ask nothing; print the calls, tokens and cost that the eval would take.",
    .takes = Takes::nothing};
inline constexpr Option out{.name = "out",
                            .placeholder = "FILE",
                            .help = "Write the full result there, as JSON.",
                            .offer = Offer::files};
inline constexpr Option html{
    .name = "html",
    .placeholder = "FILE",
    .help = "Write a page there, with charts and the steps that went worst.",
    .offer = Offer::files};

/// What `eval` and `eval run` share.
inline constexpr std::array<const Option*, 16> evaluation{
    &train_split, &split_by,  &judge, &judge_provider, &judge_model, &sample_turns, &seed,
    &top_k,       &embed_dim, &rag,   &prompt,         &concurrency, &resume,       &dry_run,
    &format,      &strict};

}  // namespace opt

/// Those of `options` that were given, such as "--seed, --judge".
std::string names_of_given(std::initializer_list<const Option*> options,
                           const Arguments& arguments);

/// The options that were given take the place of what the suite says.
Result<EvalSuite> with_options(EvalSuite suite, const Arguments& arguments);

/// Where results are: `--results-root`, or `evals` under `--root`.
std::filesystem::path results_of(const Arguments& arguments);

/// Steps in flight: what was asked for, else what suits the provider.
std::size_t concurrency_of(const Arguments& arguments, bool offline);

/// Runs a suite with progress on the console. With `--dry-run` prints what it would take instead;
/// then there is no report.
Result<std::optional<EvalReport>> evaluate(const EvalSuite& suite, const Arguments& arguments,
                                           Console& console);

/// The exit code of a report: a run that stopped, or left steps without a score, is no success.
int exit_code_of(const EvalReport& report, Console& console);

/// Writes the page for a report where `--html` says, if it was given.
Result<Done> write_page(const EvalReport& report, const EvalSuite& suite,
                        const Arguments& arguments, Console& console);

/// Prints a report: the lines of each file, then over all files the parts and the confidence.
void show(const EvalReport& report, Console& console);

}  // namespace wmh::cli
