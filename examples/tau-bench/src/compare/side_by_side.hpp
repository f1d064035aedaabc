#pragma once

#include <wmh/env.hpp>
#include <wmh/judge.hpp>

#include <chrono>
#include <vector>

namespace tau {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// A trace's actions played in an environment.
struct Playback {
  std::vector<wmh::Observation> observations;
  Milliseconds time{};  ///< From before reset to after the last step.
};
wmh::Result<Playback> play(wmh::Env& env, const wmh::Trace& trace);

/// How well each observation of `predicted` matches that of `actual`, by the structural judge.
wmh::Result<std::vector<double>> compare(const wmh::Trace& trace, const Playback& actual,
                                         const Playback& predicted);

}  // namespace tau
