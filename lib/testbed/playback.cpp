#include "testbed/playback.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t least_runs = 3;
constexpr std::size_t most_runs = 25;
constexpr std::chrono::seconds enough{2};

Milliseconds median(std::vector<Milliseconds> times) {
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

}  // namespace

Result<Playback> play(const OpenEnv& open, const SessionStart& start,
                      const std::vector<Step>& steps) {
  Playback playback;
  const auto begin = Clock::now();
  auto env = open();
  if (!env) return std::move(env).error();
  const auto opened = Clock::now();
  playback.opening = opened - begin;
  if (auto state = (*env)->reset(start); !state) return std::move(state).error().in("reset");
  for (const Step& step : steps) {
    auto observation = (*env)->step(step.action);
    if (!observation) return std::move(observation).error();
    playback.observations.push_back(std::move(*observation));
  }
  playback.working = Clock::now() - opened;
  (*env)->close();
  return playback;
}

Result<TimedPlayback> play_often(const OpenEnv& open, const SessionStart& start,
                                 const std::vector<Step>& steps) {
  TimedPlayback timed;
  std::vector<Milliseconds> opening, working;
  const auto begin = Clock::now();
  while (timed.runs < least_runs || (timed.runs < most_runs && Clock::now() - begin < enough)) {
    auto playback = play(open, start, steps);
    if (!playback) return std::move(playback).error();
    opening.push_back(playback->opening);
    working.push_back(playback->working);
    if (timed.runs++ == 0) timed.median.observations = std::move(playback->observations);
  }
  timed.median.opening = median(std::move(opening));
  timed.median.working = median(std::move(working));
  return timed;
}

SessionStart start_of(const Trace& trace) {
  return SessionStart(trace.steps.front().task, trace.steps.front().state_before);
}

}  // namespace detail
WMH_END_NAMESPACE
