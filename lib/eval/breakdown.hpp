#pragma once

#include "eval/scored.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The scores by source, by tool, and by tool within each source.
Breakdown breakdown(std::span<const Scored> steps);

}  // namespace detail
WMH_END_NAMESPACE
