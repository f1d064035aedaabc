#pragma once

#include <wmh/closed_loop.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Counts an episode, unless it has a problem.
void add(LoopTotals& totals, const LoopEpisode& episode);

/// The first step at which two episodes act differently. Where one goes on after the other's end,
/// that is its first further step.
std::optional<std::size_t> parting(const std::vector<Step>& one, const std::vector<Step>& other);

}  // namespace detail
WMH_END_NAMESPACE
