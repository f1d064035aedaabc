#pragma once

#include "language_options.hpp"
#include "option.hpp"

// The options of all commands. A command lists those that it takes.
namespace wmh::cli::opt {

inline constexpr Option root{.name = "root",
                             .placeholder = "FOLDER",
                             .help = "Where models and results are.",
                             .fallback = ".wmh",
                             .offer = Offer::folders};
inline constexpr Option json{
    .name = "json", .help = "Print the result as JSON.", .takes = Takes::nothing};
inline constexpr Option quiet{
    .name = "quiet", .help = "No progress and no notices.", .takes = Takes::nothing};
inline constexpr Option help{.name = "help", .help = "Show this help.", .takes = Takes::nothing};
inline constexpr Option version{
    .name = "version", .help = "Show the version.", .takes = Takes::nothing};

inline constexpr Option model{
    .name = "name",
    .placeholder = "NAME",
    .help = "The world model. Without it the only one, or on a terminal the one you pick.",
    .offer = Offer::models};

inline constexpr std::array<const Option*, 4> common{&root, &json, &quiet, &help};

// Reading traces.
inline constexpr Option format{.name = "format",
                               .placeholder = "FORMAT",
                               .help = "The format of the trace files.",
                               .fallback = "otel-genai"};
inline constexpr Option strict{
    .name = "strict",
    .help = "Fail on a line that cannot be read, instead of leaving it out.",
    .takes = Takes::nothing};

// Training and held-out traces.
inline constexpr std::string_view split_ways[] = {"trace", "task"};
inline constexpr Option train_split{.name = "train-split",
                                    .placeholder = "SHARE",
                                    .help = "The share of traces to learn from.",
                                    .fallback = "0.8",
                                    .takes = Takes::share};
inline constexpr Option split_by{.name = "split-by",
                                 .placeholder = "KEY",
                                 .help = "Split by trace, or keep traces of one task on one side.",
                                 .fallback = "trace",
                                 .choices = split_ways};

// Retrieval.
inline constexpr Option embed_dim{.name = "embed-dim",
                                  .placeholder = "N",
                                  .help = "Length of an embedding.",
                                  .fallback = "512",
                                  .takes = Takes::whole,
                                  .least = 1,
                                  .most = 65536};
inline constexpr Option top_k{.name = "top-k",
                              .placeholder = "N",
                              .help = "Recorded steps to show a language model for each step.",
                              .fallback = "20",
                              .takes = Takes::whole,
                              .most = 1000};

// Examples and results.
inline constexpr Option examples_root{.name = "examples-root",
                                      .placeholder = "FOLDER",
                                      .help = "Where the examples and their eval suites are.",
                                      .fallback = "examples",
                                      .offer = Offer::folders};
inline constexpr Option results_root{.name = "results-root",
                                     .placeholder = "FOLDER",
                                     .help = "Where eval results are. [default: ROOT/evals]",
                                     .offer = Offer::folders};
inline constexpr Option seed{.name = "seed",
                             .placeholder = "N",
                             .help = "Of the random choice; the same seed chooses the same.",
                             .fallback = "0",
                             .takes = Takes::whole};

}  // namespace wmh::cli::opt
