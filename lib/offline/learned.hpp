#pragma once

#include "offline/nearest.hpp"
#include "offline/trust.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// What the recordings teach beside themselves.
struct Learned {
  Effects effects{};
  Trust trust{};
  NearestModel nearest{};
};

/// Learns by answering a bounded number of recorded steps from the other traces, and from the
/// traces of other tasks. Fails when the step log cannot be read.
Result<Learned> learn(const Recordings& recordings, StepCache& cache);

}  // namespace detail
WMH_END_NAMESPACE
