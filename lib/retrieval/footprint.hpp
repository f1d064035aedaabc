#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How many bytes of memory a step takes, roughly.
std::size_t footprint(const RecordedStep& recorded);

}  // namespace detail
WMH_END_NAMESPACE
