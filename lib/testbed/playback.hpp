#pragma once

#include <wmh/env.hpp>

#include <chrono>
#include <functional>
#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// A trace's actions played in an environment.
struct Playback {
  std::vector<Observation> observations{};
  Milliseconds opening{};  ///< Until the environment stands.
  Milliseconds working{};  ///< reset and all steps.
};

using OpenEnv = std::function<Result<std::unique_ptr<Env>>()>;

/// Plays the actions of `steps`, whatever the environment answers, and closes it.
Result<Playback> play(const OpenEnv& open, const SessionStart& start,
                      const std::vector<Step>& steps);

/// The same several times, at least three and until two seconds are used up, but at most 25. Gives
/// the observations of the first run, the medians of the times, and how often it ran.
struct TimedPlayback {
  Playback median{};
  std::size_t runs = 0;
};
Result<TimedPlayback> play_often(const OpenEnv& open, const SessionStart& start,
                                 const std::vector<Step>& steps);

/// The start of the session that a trace recorded.
SessionStart start_of(const Trace& trace);

}  // namespace detail
WMH_END_NAMESPACE
