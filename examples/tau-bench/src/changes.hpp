#pragma once

#include <wmh/types.hpp>

#include <span>
#include <string>
#include <vector>

namespace tau {

/// Whether a tool only looks or reckons. Any other leaves a desk different from before.
bool only_reads(std::string_view tool) noexcept;

/// The changes that the tools accepted, in order: `cancel_reservation {"reason":...}`.
std::vector<std::string> accepted_changes(std::span<const wmh::Step> steps);

/// Whether the last change that was asked for was accepted, and by the desk rather than by a human
/// who took over. True where no change was asked for.
bool was_granted(std::span<const wmh::Step> steps);

}  // namespace tau
