#pragma once

#include <wmh/env.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// run_episode that ends with StopReason::cancelled before the step at which `stop` is asked for.
Result<EpisodeResult> run_episode_until(const std::stop_token& stop, Env& env, Agent& agent,
                                        SessionStart start, std::size_t max_steps);

}  // namespace detail
WMH_END_NAMESPACE
