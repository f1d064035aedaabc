#pragma once

#include <wmh/judge.hpp>
#include <wmh/metering.hpp>
#include <wmh/predictor.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Counts a step that was answered so, after `elapsed`.
void count_step(UsageRecord& usage, const Prediction& prediction,
                std::chrono::duration<double> elapsed);
/// Counts the call of a judge, if a language model was asked.
void count_verdict(UsageRecord& usage, const EpisodeVerdict& verdict);

}  // namespace detail
WMH_END_NAMESPACE
