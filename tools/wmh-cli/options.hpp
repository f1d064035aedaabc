#pragma once

#include "option.hpp"

#include <array>

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

}  // namespace wmh::cli::opt
